import type { Capability, Mapping } from '../generated/mapping-set.ts';
import { identityReader } from './capability-identity.ts';
import { compareText } from './compare.ts';

interface Seen {
  readonly spellings: Map<string, number>;
  readonly names: Map<string, number>;
  readonly groups: Set<string>;
}

/** The capabilities that rows speak of: one entry per identity, in its order. */
export function collectCapabilities(framework: string, mappings: readonly Mapping[]): Capability[] {
  const identityOf = identityReader(framework);
  const seen = new Map<string, Seen>();
  for (const { capability_id, capability_description, capability_group } of mappings) {
    if (capability_id === undefined) continue;
    const identity = identityOf(capability_id);
    let entry = seen.get(identity);
    if (entry === undefined) {
      entry = { spellings: new Map(), names: new Map(), groups: new Set() };
      seen.set(identity, entry);
    }
    count(entry.spellings, capability_id);
    if (capability_description !== undefined) count(entry.names, capability_description);
    if (capability_group !== undefined) entry.groups.add(capability_group);
  }
  return [...seen]
    .sort(([a], [b]) => compareText(a, b))
    .map(([identity, entry]) => capability(identity, entry));
}

function capability(identity: string, { spellings, names, groups }: Seen): Capability {
  const ids = mostFrequentFirst(spellings);
  return {
    id: ids[0] ?? identity,
    identity,
    ...(ids.length > 1 ? { spellings: ids } : {}),
    names: mostFrequentFirst(names),
    groups: [...groups].sort(compareText),
  };
}

function count(counts: Map<string, number>, text: string): void {
  counts.set(text, (counts.get(text) ?? 0) + 1);
}

function mostFrequentFirst(counts: Map<string, number>): string[] {
  return [...counts].sort(([a, m], [b, n]) => n - m || compareText(a, b)).map(([text]) => text);
}

/** The same capabilities with what an earlier list knows of them beside their rows. */
export function withDescriptions(
  capabilities: readonly Capability[],
  earlier: readonly Capability[] = [],
): Capability[] {
  const known = new Map(earlier.map((entry) => [entry.identity, entry]));
  return capabilities.map((entry) => {
    const { description, additional, names = [] } = known.get(entry.identity) ?? {};
    const more = names.filter((name) => !entry.names.includes(name));
    return {
      ...entry,
      ...(more.length > 0 ? { names: [...entry.names, ...more] } : {}),
      ...(description === undefined ? {} : { description }),
      ...(additional === undefined ? {} : { additional }),
    };
  });
}
