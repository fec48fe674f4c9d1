import { describe, expect, it } from 'vitest';
import {
  attackOfPage,
  setOfDownload,
  setOfPage,
  withKnown,
} from '../../../src/parsers/site/set-of-address.ts';
import { ACME, NIST } from './read-page.ts';

describe('the set that an address names', () => {
  it.each([
    ['\n  https://a.example/x/external/nist/attack-16.1/domain-enterprise/nist-rev5/AC-02/', NIST],
    ['../external/acme/attack-16.1/domain-enterprise/acme-01.02.2025/', ACME],
    [
      '/external/intel-vpro/attack-16.1/domain-enterprise/intel-vpro-01.02.2025/',
      { ...ACME, framework: 'intel-vpro' },
    ],
    [
      '/external/cve/attack-16.1/domain-enterprise/kev-01.02.2025/CVE-1/',
      { ...ACME, framework: 'kev' },
    ],
    [
      '/external/acme/attack-16.1/domain-enterprise/2025/',
      { framework: 'acme', attack_version: '16.1', domain: 'enterprise' },
    ],
    ['/external/acme/', undefined],
    ['', undefined],
  ])('of a page: %s', (address, set) => {
    expect(setOfPage(address)).toEqual(set);
  });

  it('of a download', () => {
    const path = '/data/nist_800_53/attack-16.1/nist_800_53-rev5/enterprise/x.json';
    expect(setOfDownload(path)).toEqual(NIST);
    expect(setOfDownload('/data/x.json')).toBeUndefined();
  });

  it('in part, of a technique', () => {
    expect(attackOfPage('/attack/attack-8.2/domain-ics/techniques/T1/')).toEqual({
      attack_version: '8.2',
      domain: 'ics',
    });
  });

  it('is completed and spelled as it is known, unless it is another', () => {
    const known = { ...ACME, framework_version: '01/02/2025' };
    expect(withKnown(ACME, known)).toEqual(known);
    expect(withKnown({ attack_version: '16.1' }, ACME)).toEqual(ACME);
    expect(withKnown(NIST, ACME)).toEqual(NIST);
    expect(withKnown(NIST, { domain: 'ics' })).toEqual(NIST);
    expect(withKnown(NIST, {})).toEqual(NIST);
    expect(withKnown(NIST, undefined)).toEqual(NIST);
  });
});
