import { describe, expect, it } from 'vitest';
import { jsonExporter } from '../../src/exporters/json.ts';
import { validator } from '../../src/formats/json-schema.ts';
import { validate } from '../../src/generated/mapping-set.validate.ts';
import { coverageOf } from '../../src/model/coverage.ts';
import { mappingSet } from '../../src/parsers/mapping-set.ts';
import { variedSet } from '../support/varied-set.ts';
import { runExporter } from './contract.ts';

describe('mappings.json', () => {
  it('is the canonical set, valid against its schema', async () => {
    const entry = variedSet();
    const { files } = await runExporter(jsonExporter, { sets: [entry], options: {} });
    expect([...files.keys()]).toEqual([`${entry.path}/mappings.json`]);
    const document = JSON.parse([...files.values()].join(''));
    const coverage = coverageOf(entry.set, entry.attack.index).summary;
    expect(document).toEqual({ ...entry.set, coverage });
    expect(Object.keys(document).indexOf('coverage')).toBe(
      Object.keys(document).indexOf('attack') + 1,
    );
    expect(validator(validate)(document)).toEqual([]);
  });

  it('is read back without its coverage, which is worked out anew', async () => {
    const entry = variedSet();
    const { files } = await runExporter(jsonExporter, { sets: [entry], options: {} });
    const [text = ''] = files.values();
    const { coverage, ...bare } = JSON.parse(text);
    expect(coverage.techniques.total).toBe(6);
    const read = (document: object) => [
      ...mappingSet({
        url: 'mappings.json',
        mediaType: 'application/json',
        sha256: '0'.repeat(64),
        body: Buffer.from(JSON.stringify(document)),
      }),
    ];
    const changed = { ...bare, coverage: { ...coverage, attack_version: '1.0' } };
    expect(read(changed)).toEqual(read(bare));
  });

  it('has the bytes of the schema order, however the set was put together', async () => {
    const entry = variedSet();
    const reversed = Object.fromEntries(Object.entries(entry.set).reverse());
    const other = { ...entry, set: reversed as unknown as typeof entry.set };
    const [a, b] = await Promise.all(
      [entry, other].map((e) => runExporter(jsonExporter, { sets: [e], options: {} })),
    );
    expect(b?.files).toEqual(a?.files);
  });

  it('has one line per mapping', async () => {
    const entry = variedSet();
    const { files } = await runExporter(jsonExporter, { sets: [entry], options: {} });
    const lines = [...files.values()].join('').split('\n');
    expect(lines.filter((line) => line.includes('"derived":'))).toHaveLength(
      entry.set.mappings.length,
    );
  });
});
