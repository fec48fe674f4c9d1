import { expect, it } from 'vitest';
import { artifactText, exportSets } from '../../src/commands/export-sets.ts';
import type { ExportSet } from '../../src/contracts.ts';
import type { SetKey } from '../../src/generated/mapping-set.ts';
import { collectCapabilities } from '../../src/model/capabilities.ts';
import { normaliseRow } from '../../src/model/normalise-row.ts';
import { makeSet } from '../support/make-set.ts';
import { type Bundle, checkBuild } from '../support/stix-rules.ts';

const KEV: SetKey = {
  framework: 'kev',
  framework_version: '02.13.2025',
  attack_version: '15.1',
  domain: 'enterprise',
};
const NIST: SetKey = { ...KEV, framework: 'nist_800_53', framework_version: 'rev5' };

/** A set whose capability is named as the domain names it. */
function setOf(key: SetKey, name: string): ExportSet {
  const row = normaliseRow({
    capability_id: 'CVE-2019-2215',
    capability_description: name,
    mapping_type: 'primary_impact',
    attack_object_id: 'T1404',
    status: 'complete',
  });
  row.derived.technique = {
    status: 'active',
    stix_id: 'attack-pattern--00000000-0000-4000-8000-000000001404',
  };
  return makeSet([row], { key, capabilities: collectCapabilities(key.framework, [row]) });
}

async function bundles(
  sets: readonly ExportSet[],
  options: Readonly<Record<string, unknown>> = {},
): Promise<Bundle[]> {
  const texts = exportSets(sets, 'stix', options).artifacts.map(artifactText);
  return (await Promise.all(texts)).map((text) => JSON.parse(text));
}

it('gives the sets of a family to its exporter together: an object of two domains is one', async () => {
  const sets = [
    setOf(KEV, 'Android Binder'),
    setOf(NIST, 'Control'),
    setOf({ ...KEV, domain: 'mobile' }, 'Android Kernel'),
  ];
  const made = await bundles(sets);
  expect(made).toHaveLength(3);
  expect(checkBuild(made)).toEqual([]);
  const vulnerabilities = made.flatMap(({ objects }) =>
    objects.filter(({ type }) => type === 'vulnerability'),
  );
  expect(vulnerabilities.map(({ description }) => description)).toEqual([
    'Android Binder\n\nAndroid Kernel',
    'Android Binder\n\nAndroid Kernel',
  ]);
});

it('keeps editions apart, which are families of their own', async () => {
  const rev4 = { ...NIST, framework_version: 'rev4' };
  expect(await bundles([setOf(NIST, 'Control'), setOf(rev4, 'Control')])).toHaveLength(2);
});

it('refuses two releases of one lineage in a format of the newest, and names both', () => {
  const sets = [setOf(NIST, 'Old'), setOf({ ...NIST, attack_version: '16.1' }, 'New')];
  const [old, now] = sets.map(({ path }) => path);
  const refusal = {
    code: 'config',
    message: `${old} and ${now} are releases of one lineage, and a stix file is of the newest only: name one of them at a time, or choose a format of single sets, as csv. A pipeline writes all of them with stix: { releases: all }`,
  };
  for (const options of [{}, { releases: 'newest' }])
    expect(() => exportSets(sets, 'stix', options)).toThrow(expect.objectContaining(refusal));
  expect(exportSets(sets, 'csv').artifacts).toHaveLength(4);
});

it('writes all releases of a lineage when all are asked for', async () => {
  const sets = [setOf(NIST, 'Old'), setOf({ ...NIST, attack_version: '16.1' }, 'New')];
  const made = await bundles(sets, { releases: 'all' });
  expect(made).toHaveLength(2);
  expect(checkBuild(made)).toEqual([]);
});
