import { expect, it } from 'vitest';
import { findRelease, findVersion, readReleases } from '../../src/attack/releases.ts';

const version = (value: string) => ({
  version: value,
  url: `https://example.org/${value}.json`,
  modified: '2025-01-01T00:00:00Z',
});
const releases = readReleases(
  {
    collections: [
      {
        name: 'Enterprise ATT&CK',
        versions: ['16.1', '16.0', '9.0', '11.2-beta', '11.1'].map(version),
      },
      { name: 'Mobile ATT&CK', versions: ['11.2-beta', '11.0-beta'].map(version) },
      { name: 'Another collection', versions: [version('16.1')] },
    ],
  },
  'index.json',
);

it.each([
  ['enterprise', '16.1', '16.1'],
  ['enterprise', '9', '9.0'],
  ['enterprise', '9.0', '9.0'],
  ['enterprise', '16.5', '16.1'],
  ['enterprise', '11.3', '11.1'],
  ['enterprise', '11.2-beta', '11.2-beta'],
  ['enterprise', 'v16', '16.1'],
  // A layer names the major version only.
  ['enterprise', '16', '16.1'],
  ['enterprise', '16.0', '16.0'],
  ['enterprise', '12.1', undefined],
  ['enterprise', '[UNKNOWN_VERSION]', undefined],
  ['mobile', '11.1', undefined],
  ['ics', '16.1', undefined],
])('%s %s is release %s', (domain, declared, found) => {
  expect(findRelease(releases, domain, declared)?.version).toBe(found);
});

it('refuses what is no index', () => {
  expect(() => readReleases({}, 'index.json')).toThrow(/expected an index of ATT&CK releases/);
});

it.each([
  ['latest', '16.1'],
  ['16', '16.1'],
  ['v16', '16.1'],
  [' 16.0 ', '16.0'],
  ['11.2-beta', '11.2-beta'],
  // Another version than the one that was asked for would be a surprise.
  ['16.5', undefined],
  ['11', '11.1'],
  ['16.1junk', undefined],
  ['16.1/../x', undefined],
  ['', undefined],
])('asked for by name, %s is %s', (wanted, found) => {
  expect(findVersion(releases, wanted)).toBe(found);
});
