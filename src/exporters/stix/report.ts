import type { Migration } from '../../generated/mapping-set.ts';
import { compareText } from '../../model/compare.ts';
import { counted } from '../../model/text.ts';
import { extension } from './extension.ts';
import { documentReference } from './external-references.ts';
import { lineageKey } from './lineage-key.ts';
import { type Draft, midnight } from './objects.ts';
import type { DatedSet, Scope } from './scope.ts';

/**
 * The report of a set (STIX 2.1, 4.16): what it is a mapping of, and everything of ours in its
 * bundle. The only object with release numbers, so that a new release does not touch every object.
 */
export function reportDraft(scope: Scope, dated: DatedSet, refs: readonly string[]): Draft {
  const { set, framework, created, updated } = dated;
  const { framework_version, attack_version, domain } = set.key;
  const part = set.filter === undefined ? '' : `, where ${set.filter}`;
  const description = describe(dated);
  return {
    type: 'report',
    id: scope.idOf('report', lineageKey(scope, dated, 'mapping-set')),
    created,
    updated,
    content: {
      name: `${set.label} ${framework_version} mapped to ATT&CK ${attack_version}, ${domain}${part}`,
      ...(description === '' ? {} : { description }),
      report_types:
        framework.kind === 'vulnerability'
          ? ['attack-pattern', 'vulnerability']
          : ['attack-pattern'],
      published: midnight(created),
      object_refs: [...refs].sort(compareText),
      external_references: documents(dated),
      ...extension({
        framework: set.lineage.framework,
        ...(set.lineage.edition === undefined ? {} : { edition: set.lineage.edition }),
        framework_version,
        attack_version,
        domain,
        ...(set.filter === undefined ? {} : { filter: set.filter }),
        ...(set.dates?.inferred === undefined ? {} : { dates_inferred_from: set.dates.inferred }),
      }),
    },
  };
}

/** Metadata of the publisher that no other property holds. */
function describe({ set: { metadata, migrations = [] } }: DatedSet): string {
  const stated = [
    ['Author', metadata.author],
    ['Contact', metadata.contact],
    ['Mapping version', metadata.mapping_version],
  ];
  const lines = stated
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${value}`);
  return [...lines, ...migrations.map(migrationWords)].join('\n');
}

function migrationWords({ from, to, counts }: Migration): string {
  const aside = counted(counts.aside, 'mapping');
  return `Migrated from ATT&CK ${from.version} to ${to.version}, ${aside} set aside`;
}

function documents({ set }: DatedSet) {
  const sources = set.sources.map(({ url, sha256 }) =>
    documentReference(url, sha256, 'Mappings as published'),
  );
  const { attack } = set;
  if (attack === undefined) return sources;
  const release = `ATT&CK ${attack.version}`;
  return [...sources, documentReference(attack.url, attack.sha256, release)];
}
