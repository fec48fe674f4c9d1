import { describe, expect, it } from 'vitest';
import { canBeIdOf, frameworkOfId } from '../../src/model/id-shapes.ts';

describe('the framework of an id', () => {
  it.each([
    ['AC-2', 'nist_800_53'],
    ['AC-02', 'nist_800_53'],
    ['AC-2(1)', 'nist_800_53'],
    ['AC-2 (1) (12)', 'nist_800_53'],
    ['ME-IP-E5', 'm365'],
    ['EID-MFA-E3', 'm365'],
    ['DO365-ATH-E5', 'm365'],
    ['PR.AA-05.02', 'cri_profile'],
    ['IAM-01', 'csa_ccm'],
    ['A&A-02', 'csa_ccm'],
    ['CVE-2031-12345', 'kev'],
    ['action.hacking.variety.Abuse of functionality', 'veris'],
    ['Value_chain.non-distribution services.variety.C2', 'veris'],
    ['attribute.confidentiality."".data_disclosure', 'veris'],
    ['amazon_guardduty', 'aws'],
    ['aws_config', 'aws'],
    ['azure_policy', 'azure'],
    ['google_secops', 'gcp'],
  ])('%s is one of %s', (id, framework) => {
    expect(frameworkOfId(id)).toBe(framework);
    expect(canBeIdOf(framework, id)).toBe(true);
    expect(canBeIdOf(framework === 'aws' ? 'gcp' : 'aws', id)).toBe(false);
  });

  it.each([
    '',
    'AC-',
    'AC-2x',
    'XX-02',
    'ac-2',
    'IAM-1',
    'ME-IP-E',
    'PR.AA-05',
    'PR.AA-05.02.01',
    'CVE-31-1',
    'action',
    'action.hacking',
    'my action.hacking.variety.C2',
    'cloud_ngfw',
    'amazon',
    '__proto__',
    `AC-2${'(1)'.repeat(100_000)}`,
  ])('%s names none, and can be one of any', (id) => {
    expect(frameworkOfId(id)).toBeUndefined();
    expect(canBeIdOf('acme', id)).toBe(true);
  });

  it('knows frameworks that share a shape', () => {
    expect(canBeIdOf('cve', 'CVE-2031-12345')).toBe(true);
    expect(canBeIdOf('veris', 'CVE-2031-12345')).toBe(false);
  });
});
