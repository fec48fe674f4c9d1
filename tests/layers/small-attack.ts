import { attackView } from '../../src/attack/attack-view.ts';
import type { AttackIndex, AttackView, Technique } from '../../src/contracts.ts';
import { technique as plainTechnique } from '../support/technique.ts';

/** A living technique of Windows and clouds, under the tactics named. */
export function technique(id: string, more: Partial<Technique> = {}): Technique {
  const usual = { tactics: ['execution', 'persistence'], platforms: ['Windows', 'IaaS'] };
  return plainTechnique(id, undefined, { ...usual, ...more });
}

function indexOf(
  version: string,
  techniques: readonly Technique[],
  domain = 'enterprise',
): AttackIndex {
  return {
    domain,
    release: {
      version,
      url: `https://example.org/${domain}-${version}.json`,
      sha256: '0'.repeat(64),
    },
    tactics: [],
    techniques: new Map(techniques.map((entry) => [entry.id, entry])),
  };
}

export function viewOf(version: string, techniques: readonly Technique[]): AttackView {
  const mobile = indexOf(version, [technique('T1500')], 'mobile');
  return attackView(indexOf(version, techniques), [mobile], async () => []);
}

/** What one release and a later one know. */
export const BEFORE = viewOf('14.1', [
  technique('T1000'),
  technique('T1001', { name: 'Old name' }),
  technique('T1002'),
  technique('T1003'),
  technique('T1004'),
  technique('T1005'),
  technique('T1006'),
  technique('T1007'),
  technique('T1008'),
  technique('T1009', { tactics: ['execution', 'impact'] }),
]);

export const AFTER = viewOf('18.1', [
  technique('T1000'),
  technique('T1001', { name: 'New name' }),
  technique('T1002', { revoked: true, revoked_by: ['T1000.001'] }),
  technique('T1003', { revoked: true, revoked_by: ['T1000.001'] }),
  technique('T1004', { deprecated: true }),
  technique('T1005', { revoked: true, revoked_by: ['T1000', 'T1001'] }),
  technique('T1006', { revoked: true }),
  technique('T1017', { stix_id: 'attack-pattern--T1007' }),
  technique('T1009', { tactics: ['execution'] }),
  technique('T1000.001'),
  technique('T1000.002'),
]);
