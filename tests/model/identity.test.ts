import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capabilityIdentity } from '../../src/model/capability-identity.ts';
import { compareVersions } from '../../src/model/compare.ts';
import { framework } from '../../src/model/frameworks.ts';
import { pathSafe } from '../../src/model/path-safe.ts';
import { compareReleases, lineageOf, normaliseKey, setPath } from '../../src/model/set-key.ts';

describe('capabilityIdentity', () => {
  it.each([
    ['nist_800_53', 'AC-2', 'AC-02'],
    ['nist_800_53', 'AC-02', 'AC-02'],
    ['nist_800_53', 'AC-2(1) ', 'AC-02(01)'],
    ['nist_800_53', 'SC-12', 'SC-12'],
    ['veris', 'action.hacking.variety.SOAP array abuse', 'action.hacking.variety.soap array abuse'],
    ['m365', 'ME-CA-E5', 'ME-CA-E5'],
  ])('%s %s', (name, id, identity) => {
    expect(capabilityIdentity(name, id)).toBe(identity);
    expect(capabilityIdentity(name, identity)).toBe(identity);
  });
});

describe('set keys', () => {
  const key = {
    framework: 'm365',
    framework_version: '07/18/2025',
    attack_version: '16.1',
    domain: 'Enterprise',
  };

  it('take the spelling of the data paths', () => {
    expect(setPath(normaliseKey(key))).toBe('m365/attack-16.1/m365-07.18.2025/enterprise');
  });

  it('have an edition only in numbered frameworks', () => {
    const lineage = (id: string, version: string) =>
      lineageOf(
        { ...key, framework: id, framework_version: version },
        framework(id, version, undefined),
      ).edition;
    expect(lineage('nist_800_53', 'rev5')).toBe('rev5');
    expect(lineage('m365', '07.18.2025')).toBeUndefined();
    expect(lineage('veris', '1.3.7')).toBeUndefined();
    expect(lineage('tomorrow', '2.0')).toBe('2.0');
    expect(lineage('tomorrow', '01.02.2027')).toBeUndefined();
  });

  it('order releases by ATT&CK version, then by date', () => {
    const release = (attack: string, version: string) => ({
      ...key,
      attack_version: attack,
      framework_version: version,
    });
    const ordered = [
      release('9.0', '12.31.2025'),
      release('10.1', '01.01.2020'),
      release('10.1', '06.01.2021'),
      release('16.1', '02.01.2020'),
    ];
    expect([...ordered].reverse().sort(compareReleases)).toEqual(ordered);
    expect(compareVersions('rev4', 'rev5')).toBeLessThan(0);
  });
});

describe('pathSafe', () => {
  it.each([
    ['nist_800_53', 'nist_800_53'],
    ['07.18.2025', '07.18.2025'],
    ['a/b', 'a%2Fb'],
    ['..', '%2E%2E'],
    ['.git', '%2Egit'],
    ['a&b c', 'a%26b%20c'],
    ['trailing ', 'trailing%20'],
    ['trailing.', 'trailing%2E'],
    ['nul', '%6Eul'],
    ['\0', '%00'],
    ['', '%'],
    ['__proto__', '__proto__'],
  ])('%j', (id, part) => {
    expect(pathSafe(id)).toBe(part);
  });

  it('is one safe part, short, and different for different ids', () => {
    const id = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ minLength: 90, maxLength: 300 }),
    );
    fc.assert(
      fc.property(id, id, (a, b) => {
        expect(pathSafe(a)).toMatch(/^[A-Za-z0-9_%~.-]{1,100}$/);
        expect(pathSafe(a)).not.toMatch(/^\.|\.$/);
        if (Buffer.from(a).equals(Buffer.from(b))) return;
        expect(pathSafe(a)).not.toBe(pathSafe(b));
      }),
    );
    expect(pathSafe('x'.repeat(10_000))).not.toBe(pathSafe('x'.repeat(10_001)));
  });
});
