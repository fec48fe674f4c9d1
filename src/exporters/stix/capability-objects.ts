import type { Capability, CapabilityGroup } from '../../generated/mapping-set.ts';
import { compareText } from '../../model/compare.ts';
import { CAPABILITY_TYPES, capabilityIds, frameworkKey } from './capability-ids.ts';
import { extension, listed } from './extension.ts';
import type { ExternalReference } from './external-references.ts';
import type { Draft } from './objects.ts';
import type { DatedSet, Scope } from './scope.ts';

/** A capability as the sets of a scope know it together. */
interface Merged {
  readonly identity: string;
  readonly seen: Capability[];
  readonly groups: Map<string, CapabilityGroup>;
  created: string;
  updated: string;
}

/**
 * The capabilities of a scope, by STIX id. A capability that occurs in several sets is one object:
 * all its groups, all its names, the earliest date, so that it is the same in every bundle.
 */
export function capabilityDrafts(scope: Scope): Map<string, Draft> {
  const merged = new Map<string, Merged>();
  for (const dated of scope.sets) {
    const groups = new Map(dated.set.capability_groups.map((group) => [group.id, group]));
    for (const capability of dated.set.capabilities) merge(merged, capability, groups, dated);
  }
  const idOf = capabilityIds(scope);
  return new Map(
    [...merged.values()].map((capability) => {
      const id = idOf(capability.identity);
      return [id, draft(scope, id, capability)];
    }),
  );
}

function merge(
  merged: Map<string, Merged>,
  capability: Capability,
  groups: ReadonlyMap<string, CapabilityGroup>,
  { created, updated }: DatedSet,
): void {
  const { identity } = capability;
  let entry = merged.get(identity);
  if (entry === undefined) {
    entry = { identity, seen: [], groups: new Map(), created, updated };
    merged.set(identity, entry);
  }
  entry.seen.push(capability);
  if (created < entry.created) entry.created = created;
  if (updated > entry.updated) entry.updated = updated;
  for (const id of capability.groups) {
    const known = entry.groups.get(id);
    if (known?.name === undefined) entry.groups.set(id, groups.get(id) ?? { id });
  }
}

function draft(scope: Scope, id: string, capability: Merged): Draft {
  const [{ framework }] = scope.sets;
  const { identity, created, updated } = capability;
  const groups = [...capability.groups.values()].sort((a, b) => compareText(a.id, b.id));
  const family = frameworkKey(scope);
  const labels = groups.map((group) => `group:${group.id}`);
  if (framework.kind === 'enumeration') labels.unshift(framework.id);
  return {
    type: CAPABILITY_TYPES[framework.kind],
    id,
    created,
    updated,
    content: {
      ...texts(scope, capability),
      ...listed('labels', labels),
      external_references: [ownReference(framework.id, identity)],
      ...extension({
        ...family,
        capability_id: identity,
        ...(groups.length === 0 ? {} : { capability_groups: groups.map(groupFacts) }),
      }),
    },
  };
}

/**
 * A control's name holds framework, edition, id and name, because importers key by name and a bare
 * `AC-02` would merge editions. What enumerations and CVEs call a name is a sentence: a description.
 */
function texts(scope: Scope, { identity, seen }: Merged): { name: string; description?: string } {
  const [{ framework, set }] = scope.sets;
  const id = displayId(identity, seen);
  const names = [...new Set(seen.flatMap((capability) => capability.names))];
  const published = seen.map(({ description }) => description?.text).filter((text) => text);
  const own = framework.kind === 'control' ? names.slice(0, 1) : [];
  const others = names.slice(own.length).filter((name) => name !== identity);
  const paragraphs = [...new Set([...published, ...alsoNamed(others, own.length > 0)])];
  const name =
    framework.kind === 'vulnerability'
      ? identity
      : [set.label, set.lineage.edition, id, ...own].filter((part) => part).join(' ');
  return { name, ...(paragraphs.length === 0 ? {} : { description: paragraphs.join('\n\n') }) };
}

/** Letter case as published where only that was normalised: VERIS names its values in mixed case. */
function displayId(identity: string, seen: readonly Capability[]): string {
  const [spelling = identity] = seen.map(({ id }) => id).sort(compareText);
  return spelling.toLowerCase() === identity.toLowerCase() ? spelling : identity;
}

function alsoNamed(names: readonly string[], hasName: boolean): string[] {
  if (names.length === 0 || !hasName) return [...names];
  return [`Also named: ${names.join('; ')}`];
}

function groupFacts({ id, name }: CapabilityGroup) {
  return { group_id: id, ...(name === undefined ? {} : { name }) };
}

/** `cve` and `capec` are for ids of that form, and these ids for them (2.5). */
function ownReference(framework: string, identity: string): ExternalReference {
  const reserved = /^(?:(CVE)-\d{4}-(?:0\d{3}|[1-9]\d{3,})|(CAPEC)-\d+)$/.exec(identity);
  const registry = (reserved?.[1] ?? reserved?.[2])?.toLowerCase();
  const own = /^(?:cve|capec|mitre-.*)$/.test(framework) ? `${framework}-mappings` : framework;
  return { source_name: registry ?? own, external_id: identity };
}
