import { expect, it } from 'vitest';
import { datesOf, isoDate } from '../../src/model/dates.ts';

it.each([
  ['09/21/2021', '2021-09-21'],
  ['9/1/2021', '2021-09-01'],
  ['07.18.2025', '2025-07-18'],
  ['2025-11-13T14:00:00.188Z', '2025-11-13'],
  ['02/30/2021', undefined],
  ['13/01/2021', undefined],
  ['soon', undefined],
  [undefined, undefined],
])('%s', (text, iso) => {
  expect(isoDate(text)).toBe(iso);
});

const none = {
  creation: undefined,
  update: undefined,
  frameworkVersion: 'rev5',
  pipeline: undefined,
  attackRelease: undefined,
};

it.each([
  [
    'what the source states',
    { ...none, creation: '01/13/2022', update: '04/16/2025', pipeline: '2000-01-01' },
    { created: '2022-01-13', modified: '2025-04-16' },
  ],
  [
    'an update before the creation',
    { ...none, creation: '09/10/2024', update: '02/11/2020' },
    { created: '2024-09-10', modified: '2024-09-10' },
  ],
  [
    'the pipeline file',
    {
      ...none,
      frameworkVersion: '07.18.2025',
      pipeline: '2020-01-02',
      attackRelease: '2024-10-31',
    },
    { created: '2020-01-02', modified: '2020-01-02', inferred: 'pipeline' },
  ],
  [
    'a dated version',
    { ...none, frameworkVersion: '07.18.2025', attackRelease: '2024-10-31' },
    { created: '2025-07-18', modified: '2025-07-18', inferred: 'framework_version' },
  ],
  [
    'the ATT&CK release',
    { ...none, attackRelease: '2024-10-31T14:00:00Z' },
    { created: '2024-10-31', modified: '2024-10-31', inferred: 'attack_release' },
  ],
  ['nothing', none, undefined],
])('dates from %s', (_, stated, dates) => {
  expect(datesOf(stated)).toEqual(dates);
});
