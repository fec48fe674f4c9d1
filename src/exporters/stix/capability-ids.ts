import type { Framework } from '../../contracts.ts';
import { capabilityIdentity } from '../../model/capability-identity.ts';
import type { IdKey } from './ids.ts';
import type { Scope } from './scope.ts';

/** What a capability is in STIX: 4.3, 4.19 or 4.1. */
export const CAPABILITY_TYPES: Readonly<Record<Framework['kind'], string>> = {
  control: 'course-of-action',
  vulnerability: 'vulnerability',
  enumeration: 'attack-pattern',
};

/** Framework and edition, as keys and the extension state them. */
export function frameworkKey({ sets: [{ set }] }: Scope): {
  framework: string;
  edition?: string;
} {
  const { framework, edition } = set.lineage;
  return { framework, ...(edition === undefined ? {} : { edition }) };
}

/** The STIX id of a capability, from any spelling of its id; remembers what it was asked. */
export function capabilityIds(scope: Scope): (spelling: string) => string {
  const [{ set, framework }] = scope.sets;
  const type = CAPABILITY_TYPES[framework.kind];
  const family = frameworkKey(scope);
  const known = new Map<string, string>();
  return (spelling) => {
    const remembered = known.get(spelling);
    if (remembered !== undefined) return remembered;
    const identity = capabilityIdentity(set.key.framework, spelling);
    const own: IdKey =
      type === 'vulnerability' ? { cve: identity } : { ...family, capability_id: identity };
    const id = scope.idOf(type, { ...own, ...scope.everyKey });
    known.set(spelling, id);
    return id;
  };
}
