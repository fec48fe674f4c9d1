import type { CapabilityEntry, DeclaredEntry, EntryText } from '../generated/changes.ts';
import type {
  Capability,
  CapabilityGroup,
  DescribedTechnique,
  Description,
} from '../generated/mapping-set.ts';
import { compareText } from '../model/compare.ts';

/** A capability without what depends on how often rows say something. */
export function capabilityEntry(capability: Capability, identity: string): CapabilityEntry {
  const { id, spellings = [id], names, groups, description, additional } = capability;
  return {
    identity,
    spellings: [...spellings].sort(compareText),
    names: [...names].sort(compareText),
    groups: [...groups].sort(compareText),
    ...(description ? { description: entryText(description) } : {}),
    ...(additional ? { additional } : {}),
  };
}

export function declaredEntry({
  id,
  name,
  description,
}: CapabilityGroup | DescribedTechnique): DeclaredEntry {
  return {
    id,
    ...(name === undefined ? {} : { name }),
    ...(description ? { description: entryText(description) } : {}),
  };
}

/** The same description at another address is no change. */
function entryText({ text, links }: Description): EntryText {
  return { text, ...(links ? { links } : {}) };
}
