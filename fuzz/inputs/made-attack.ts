import { attackView } from '../../src/attack/attack-view.ts';
import type { AttackIndex, AttackView, Technique } from '../../src/contracts.ts';
import { technique as plainTechnique } from '../../tests/support/technique.ts';

/** A UUIDv4 that ends in the digits of the ATT&CK id. */
function technique(id: string, more: Partial<Technique> = {}): Technique {
  const digits = id.replace(/\D/g, '').padStart(12, '0');
  const stix_id = `attack-pattern--00000000-0000-4000-8000-${digits}`;
  return plainTechnique(id, undefined, { stix_id, ...more });
}

const ENTERPRISE = [
  technique('T1053', { tactics: ['execution', 'persistence'] }),
  technique('T1053.001', { revoked: true, revoked_by: ['T1053.002'] }),
  technique('T1053.002'),
  technique('T1053.005', { deprecated: true }),
  technique('T1078', { tactics: ['persistence'] }),
  technique('T1078.004'),
  technique('T1110', { tactics: ['execution'] }),
  technique('T1175', { deprecated: true }),
  technique('T1527', { revoked: true }),
  technique('T1600', { revoked: true, revoked_by: ['T1601'] }),
  technique('T1601', { revoked: true, revoked_by: ['T1600'] }),
];
const MOBILE = [technique('T1398'), technique('T1521'), technique('T1521.003')];

/** Ids that rows can name: known ones of both domains, and others. */
export const TECHNIQUE_IDS: readonly string[] = [
  ...[...ENTERPRISE, ...MOBILE].map(({ id }) => id),
  ...['T9999', 't1078', 'TA0001', '__proto__'],
];

/** ATT&CK as a set of one domain sees it. */
export function viewOf(domain: string, version: string): AttackView {
  const enterprise = indexOf('enterprise', version, ENTERPRISE);
  const mobile = indexOf('mobile', version, MOBILE);
  const [own, other] = domain === 'mobile' ? [mobile, enterprise] : [enterprise, mobile];
  return attackView(own, [other], async () => []);
}

function indexOf(domain: string, version: string, techniques: readonly Technique[]): AttackIndex {
  return {
    domain,
    release: {
      version,
      url: `https://example.org/${domain}-attack-${version}.json`,
      sha256: '0'.repeat(64),
    },
    tactics: [
      { id: 'TA0002', shortname: 'execution', name: 'Execution' },
      { id: 'TA0003', shortname: 'persistence', name: 'Persistence' },
    ],
    techniques: new Map(techniques.map((entry) => [entry.id, entry])),
  };
}
