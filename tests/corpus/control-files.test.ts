import { beforeAll, describe, expect, it } from 'vitest';
import type { Capability, MappingSet } from '../../src/generated/mapping-set.ts';
import {
  controlScalars,
  inSmallLetters,
  inTwoParts,
  missingScalars,
  type Said,
  type Scalar,
} from './control-scalars.ts';
import { describeCorpus } from './corpus.ts';
import { documentText, type RawSet, rawSets } from './raw-sets.ts';

const AWS = 'aws/attack-9.0/aws-09.21.2021/enterprise';
const AZURE = 'azure/attack-8.2/azure-06.29.2021/enterprise';

describeCorpus('control files', () => {
  let raw = new Map<string, RawSet>();

  beforeAll(async () => {
    raw = await rawSets('security-stack');
  }, 60_000);

  describe.each([
    [AWS, { controls: 28, scalars: 2224, spelled: 682, whole: 28, comments: 8 }],
    [AZURE, { controls: 48, scalars: 4868, spelled: 1604, whole: 0, comments: 28 }],
  ])('%s', (path, expected) => {
    const set = () => raw.get(path)?.set as MappingSet;
    /** What is missing of all controls after changes of the source's values, and of the set. */
    const missing = async (
      changes: readonly ((scalar: Scalar) => Scalar | undefined)[],
      broken = (whole: Pick<Said, 'control' | 'rows'>) => whole,
    ) => {
      const { capabilities, mappings, metadata, sources } = set();
      const found = { controls: 0, scalars: 0, changed: 0, missing: [] as Scalar[] };
      for (const { url, parser } of sources) {
        if (parser !== 'security-stack') continue;
        const { name, scalars } = controlScalars(await documentText(url));
        const control = capabilities.find(({ names }) => names.includes(name));
        const changed = scalars.map((scalar) => {
          const other = changes.map((change) => change(scalar)).find((one) => one !== undefined);
          if (other !== undefined) found.changed += 1;
          return other ?? scalar;
        });
        const said = {
          attackVersion: metadata.attack_version,
          diagnostics: raw.get(path)?.diagnostics.filter(({ source }) => source === url) ?? [],
          ...broken({ control, rows: mappings.filter((row) => row.capability_id === control?.id) }),
        };
        found.controls += 1;
        found.scalars += scalars.length;
        found.missing.push(...missingScalars(changed, said));
      }
      return found;
    };
    const paths = (scalars: readonly Scalar[]) => [...new Set(scalars.map(({ path: at }) => at))];

    it('has every value of every control file, whole, but for two counted classes', async () => {
      expect(await missing([inSmallLetters, inTwoParts])).toEqual({
        controls: expected.controls,
        scalars: expected.scalars,
        changed: expected.spelled + expected.whole,
        missing: [],
      });
      expect((await missing([inTwoParts])).missing).toHaveLength(expected.spelled);
      expect((await missing([inSmallLetters])).missing).toHaveLength(expected.whole);
    });

    it('would be missed where a value is dropped or cut', async () => {
      const classes = [inSmallLetters, inTwoParts];
      const less = async (broken: (whole: Pick<Said, 'control' | 'rows'>) => typeof whole) =>
        (await missing(classes, broken)).missing;
      const dropped = await less(({ control, rows }) => {
        const { additional: _, ...bare } = control as Capability;
        return { control: bare, rows };
      });
      expect(paths(dropped).sort()).toEqual([
        ...['comments', 'contact', 'creation date', 'organization', 'platform', 'tags/*'],
        'version',
      ]);
      expect(dropped.filter(({ path: at }) => at === 'comments')).toHaveLength(expected.comments);
      const cut = await less(({ control, rows }) => ({
        control,
        rows: rows.map((row) => ({ ...row, comments: row.comments?.slice(0, 200) ?? '' })),
      }));
      expect(paths(cut)).toContain('techniques/*/technique-scores/*/comments');
      const first = await less(({ control, rows }) => ({ control, rows: rows.slice(1) }));
      expect(paths(first)).toContain('techniques/*/id');
    });
  });
});
