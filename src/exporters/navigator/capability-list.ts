import type { Mapping, MappingSet } from '../../generated/mapping-set.ts';
import { capabilityIdentity } from '../../model/capability-identity.ts';
import { counted } from '../../model/text.ts';

/** Names a capability the same way in every layer of a set, whatever spelling a row uses. */
export class CapabilityNames {
  readonly #framework: string;
  readonly #identities = new Map<string, string>();
  readonly #labels = new Map<string, string>();
  readonly #known: ReadonlyMap<string, { readonly id: string; readonly name: string | undefined }>;

  constructor({ key, capabilities }: MappingSet) {
    this.#framework = key.framework;
    this.#known = new Map(
      capabilities.map(({ identity, id, names }) => [identity, { id, name: names[0] }]),
    );
  }

  identity(row: Mapping): string {
    const { capability_id = '' } = row;
    let identity = this.#identities.get(capability_id);
    if (identity === undefined) {
      identity = capabilityIdentity(this.#framework, capability_id);
      this.#identities.set(capability_id, identity);
    }
    return identity;
  }

  id(identity: string): string {
    return this.#known.get(identity)?.id ?? identity;
  }

  /** `AC-02 Account Management` */
  label(identity: string): string {
    let label = this.#labels.get(identity);
    if (label === undefined) {
      const name = this.#known.get(identity)?.name;
      const id = this.id(identity);
      label = name === undefined || name === id ? id : `${id} ${name}`;
      this.#labels.set(identity, label);
    }
    return label;
  }
}

/** `3 capabilities: AC-02, AC-03, AC-04` with at most `most` ids. */
export function countedIds(ids: readonly string[], most = 5): string {
  const cut = ids.length - most;
  const shown = cut === 1 ? ids : ids.slice(0, most);
  const rest = ids.length - shown.length;
  const count = counted(ids.length, 'capability', 'capabilities');
  return `${count}: ${shown.join(', ')}${rest === 0 ? '' : ` and ${rest} more`}`;
}
