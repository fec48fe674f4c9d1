import { describe, expect, it } from 'vitest';
import { verisEnumerations } from '../../src/parsers/veris-enumerations.ts';
import { verisNonMappables } from '../../src/parsers/veris-non-mappables.ts';
import { describeParser, read } from './contract.ts';
import { fixture, only, rules } from './fixture.ts';

const enumerations = fixture('veris/enumerations.csv');
const nonMappables = fixture('veris/non-mappables.csv');

describeParser('veris-enumerations', verisEnumerations, {
  good: enumerations,
  halfIsDocument: true,
  hasRows: false,
});
describeParser('veris-non-mappables', verisNonMappables, {
  good: nonMappables,
  halfIsDocument: true,
});

describe('veris-enumerations', () => {
  it('names each value by its description, empty parts left out', async () => {
    const set = { framework: 'veris' };
    expect(await read(verisEnumerations, enumerations)).toEqual([
      {
        kind: 'capability',
        set,
        id: 'action.hacking.variety.Guess',
        name: "Guessing, with luck. Child of 'Luck'.",
        place: { row: 2 },
      },
      {
        kind: 'capability',
        set,
        id: 'action.misuse.vector.Desk',
        name: 'From a desk',
        place: { row: 3 },
      },
      { kind: 'capability', set, id: 'attribute.confidentiality.data_seen', place: { row: 4 } },
    ]);
  });

  it('names the columns that it expected and found', async () => {
    await expect(read(verisEnumerations, 'AXES,VALUE\na,b\n')).rejects.toThrow(
      /"CATEGORY", "SUB CATEGORY".*found "AXES", "VALUE"/,
    );
  });
});

describe('veris-non-mappables', () => {
  it('makes a row that is not mappable of each value', async () => {
    const records = await read(verisNonMappables, nonMappables, { framework_version: '0.1' });
    const set = { framework: 'veris', framework_version: '0.1' };
    expect(only(records, 'row').map(({ set: of, fields, place }) => [of, fields, place])).toEqual([
      [set, row('Action.Hacking.Variety.Shout'), { row: 2 }],
      [set, row('Value_chain.non-owner services.variety.Lend'), { row: 3 }],
    ]);
    expect(rules(records)).toEqual([]);
  });

  it('reports a column that it does not know', async () => {
    expect(rules(await read(verisNonMappables, 'Why,Non-Mappable\nx,a.b\n'))).toEqual([
      'unknown-column',
    ]);
  });
});

function row(capability_id: string) {
  return { capability_id, mapping_type: 'non_mappable', status: 'non_mappable' };
}
