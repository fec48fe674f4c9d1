import { describe, expect, it } from 'vitest';
import { compareText } from '../../src/model/compare.ts';
import { stixTime } from '../../src/rules/stix-time.ts';

const IN_ORDER = [
  '2023-12-31T23:59:59.999999999Z',
  '2023-12-31T23:59:60Z',
  '2024-01-01T00:00:00Z',
  '2024-01-01T00:00:00.000000000000000000000000000001Z',
  '2024-01-01T00:00:00.05Z',
  '2024-01-01T00:00:00.5Z',
  '2024-01-01T00:00:01Z',
  '2024-02-29T00:00:00Z',
];

describe('a STIX timestamp', () => {
  it('is ordered by time, with any number of digits', () => {
    const times = IN_ORDER.map((text) => stixTime(text) ?? '');
    expect(times).not.toContain('');
    expect([...times].sort(compareText)).toEqual(times);
    expect(new Set(times).size).toBe(times.length);
  });

  it.each(['2024-01-01T00:00:00.0Z', '2024-01-01T00:00:00.000Z', '2024-01-01T00:00:00.000000Z'])(
    '%s is the same time as that without zeros',
    (text) => expect(stixTime(text)).toBe(stixTime('2024-01-01T00:00:00Z')),
  );

  it.each([
    ...['', '2024-01-01', '2024-01-01T00:00:00', '2024-01-01T00:00Z', '2024-01-01T00:00:00.Z'],
    ...['2024-01-01T00:00:00+00:00', '2024-01-01t00:00:00z', ' 2024-01-01T00:00:00Z'],
    ...['2023-02-29T00:00:00Z', '2024-13-01T00:00:00Z', '2024-01-01T24:00:00Z'],
    ...['2024-01-01T00:60:00Z', '2024-01-01T00:00:61Z', '2024-01-01T00:00:00Z\n'],
    ...[undefined, null, 0, ['2024-01-01T00:00:00Z'], {}],
  ])('is not %j', (value) => {
    expect(stixTime(value)).toBeUndefined();
  });

  it('may have as many digits as anybody likes', () => {
    const zeros = '0'.repeat(1_000_000);
    expect(stixTime(`2024-01-01T00:00:00.${zeros}Z`)).toBe(stixTime('2024-01-01T00:00:00Z'));
    expect(stixTime(`2024-01-01T00:00:00.${zeros}1Z`)).toHaveLength(1_000_020);
  });
});
