import { attackView } from '../../src/attack/attack-view.ts';
import type { AttackIndex, AttackView, ExportSet, Report, Technique } from '../../src/contracts.ts';
import type { Mapping, MappingSet } from '../../src/generated/mapping-set.ts';
import { type MigrateOptions, migrateSet } from '../../src/migration/migrate-set.ts';
import { collectCapabilities } from '../../src/model/capabilities.ts';
import { orderMappings } from '../../src/model/row-order.ts';
import { makeSet } from '../support/make-set.ts';
import { technique } from '../support/technique.ts';

/** A technique that is revoked in favour of others. */
export function revoked(id: string, ...revoked_by: string[]): Technique {
  const more = revoked_by.length > 0 ? { revoked_by } : {};
  return technique(id, undefined, { revoked: true, ...more });
}

export function index(
  version: string,
  techniques: readonly Technique[],
  domain = 'enterprise',
): AttackIndex {
  return {
    domain,
    release: {
      version,
      url: `https://example.org/${domain}-attack-${version}.json`,
      sha256: '0'.repeat(64),
    },
    tactics: [],
    techniques: new Map(techniques.map((entry) => [entry.id, entry])),
  };
}

export function view(
  version: string,
  techniques: readonly Technique[],
  others: readonly AttackIndex[] = [],
): AttackView {
  return attackView(index(version, techniques), others, async () => []);
}

/** A scored row of one capability. */
export function row(id: string | undefined, more: Partial<Mapping> = {}): Mapping {
  return {
    capability_id: 'C1',
    mapping_type: 'technique_score',
    ...(id === undefined ? {} : { attack_object_id: id }),
    ...more,
    derived: { mapping_type: 'technique_scores', ...more.derived },
  };
}

/** A canonical set of these rows in the release of the view. */
export function entry(rows: readonly Mapping[], attack: AttackView): ExportSet {
  const key = {
    framework: 'm365',
    framework_version: '12.11.2023',
    attack_version: attack.index.release.version,
    domain: 'enterprise',
  };
  const made = makeSet(orderMappings('m365', rows), {
    key,
    capabilities: collectCapabilities('m365', rows),
  });
  const set: MappingSet = { ...made.set, attack: attack.index.release };
  return { ...made, set, attack };
}

/** Migrates to the view's release; reports nothing unless asked to. */
export function migrate(
  before: Pick<ExportSet, 'set' | 'attack'>,
  to: AttackView,
  more: Partial<MigrateOptions> = {},
) {
  const report: Report = () => undefined;
  return migrateSet(before, to, {
    toVersion: to.index.release.version,
    path: 'm365/set',
    report,
    ...more,
  });
}
