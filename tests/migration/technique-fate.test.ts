import { describe, expect, it } from 'vitest';
import { attackView } from '../../src/attack/attack-view.ts';
import type { AttackView, Technique } from '../../src/contracts.ts';
import { fateReader } from '../../src/migration/technique-fate.ts';
import { technique } from '../support/technique.ts';
import { index, revoked, view } from './made-up-attack.ts';

const before = view('16.1', [technique('T1001'), technique('T1002', 'Second')]);

/** The fate of T1001 in a release of these techniques, in short. */
function fate(techniques: readonly Technique[], from: AttackView | undefined = before) {
  const found = fateReader(from, view('18.1', [...techniques, revoked('T9001', 'T9002')]))('T1001');
  const { path } = found;
  if ('technique' in found) return { kind: found.kind, to: found.technique.id, path };
  const { kind, candidates, message, broken } = found;
  return {
    kind,
    candidates: candidates.map(({ id }) => id),
    path,
    message,
    ...(broken ? { broken } : {}),
  };
}

describe('fateReader', () => {
  it('tells techniques that live on', () => {
    expect(fate([technique('T1001')])).toEqual({ kind: 'unchanged', to: 'T1001', path: ['T1001'] });
    expect(fate([technique('T1001', 'New')])).toMatchObject({ kind: 'renamed', to: 'T1001' });
    const moved = technique('T1003.001', undefined, { stix_id: 'attack-pattern--T1001' });
    expect(fate([moved])).toMatchObject({ kind: 'renumbered', to: 'T1003.001' });
  });

  it('takes the technique with the same STIX id before the one with the same ATT&CK id', () => {
    const namesake = technique('T1001', undefined, { stix_id: 'attack-pattern--other' });
    const same = technique('T1003', undefined, { stix_id: 'attack-pattern--T1001' });
    expect(fate([namesake, same])).toMatchObject({ kind: 'renumbered', to: 'T1003' });
    expect(fate([namesake])).toMatchObject({ kind: 'unchanged', to: 'T1001' });
  });

  it('reports no new name when the release before is not known', () => {
    const to = view('18.1', [technique('T1001', 'New')]);
    expect(fateReader(undefined, to)('T1001')).toMatchObject({ kind: 'unchanged' });
  });

  it('follows revoked-by to the one living end, by one way or by several', () => {
    expect(
      fate([revoked('T1001', 'T1002'), revoked('T1002', 'T1003'), technique('T1003')]),
    ).toEqual({
      kind: 'revoked',
      to: 'T1003',
      path: ['T1001', 'T1002', 'T1003'],
    });
    const diamond = [
      revoked('T1001', 'T1002', 'T1003'),
      revoked('T1002', 'T1004'),
      revoked('T1003', 'T1004'),
      technique('T1004'),
    ];
    expect(fate(diamond)).toMatchObject({ kind: 'revoked', to: 'T1004' });
  });

  it('leaves several living ends to people', () => {
    const split = [
      revoked('T1001', 'T1002'),
      revoked('T1002', 'T1004', 'T1003'),
      technique('T1003', 'Third'),
      revoked('T1004', 'T1005'),
      technique('T1005', 'Fifth'),
    ];
    expect(fate(split)).toEqual({
      kind: 'split',
      candidates: ['T1003', 'T1005'],
      path: ['T1001', 'T1002'],
      message:
        'T1001 Name of T1001 is revoked in ATT&CK 18.1 in favour of several: T1001 → T1002 → T1004 → T1005 Fifth; T1001 → T1002 → T1003 Third',
    });
    const half = [
      revoked('T1001', 'T1002', 'T1003'),
      technique('T1002'),
      technique('T1003', '', { deprecated: true }),
    ];
    expect(fate(half)).toMatchObject({ kind: 'split', candidates: ['T1002'] });
  });

  it('tells what has no living end', () => {
    expect(fate([technique('T1001', 'Old', { deprecated: true })])).toMatchObject({
      kind: 'deprecated',
      message: 'T1001 Old is deprecated in ATT&CK 18.1',
    });
    const end = technique('T1002', '', { deprecated: true });
    expect(fate([revoked('T1001', 'T1002'), end])).toMatchObject({
      kind: 'deprecated',
      path: ['T1001', 'T1002'],
      message: 'T1001 Name of T1001 is revoked in ATT&CK 18.1: T1001 → T1002, which is deprecated',
    });
    const both = technique('T1001', 'Old', { revoked: true, deprecated: true });
    expect(fate([both])).toMatchObject({ kind: 'deprecated' });
    expect(fate([revoked('T1001')])).toMatchObject({
      kind: 'no_successor',
      message: 'T1001 Name of T1001 is revoked in ATT&CK 18.1: it has no successor',
    });
    expect(fate([])).toMatchObject({
      kind: 'unknown',
      message: 'ATT&CK 18.1 does not know T1001 Name of T1001 in any domain',
      path: [],
    });
  });

  it('names circles and missing successors, which are mistakes of the bundle', () => {
    const circle = [revoked('T1001', 'T1002'), revoked('T1002', 'T1001')];
    expect(fate(circle)).toMatchObject({
      kind: 'no_successor',
      broken: true,
      message: expect.stringContaining('T1001 → T1002 → T1001 is a circle'),
    });
    const missing = technique('T1001', 'Old', {
      revoked: true,
      revoked_by_missing: ['attack-pattern--gone'],
    });
    expect(fate([missing])).toMatchObject({
      kind: 'no_successor',
      broken: true,
      message: expect.stringContaining(
        'T1001 → attack-pattern--gone, which the enterprise bundle does not hold',
      ),
    });
    expect(fate([revoked('T1001', 'T1001', 'T1002'), technique('T1002')])).toMatchObject({
      kind: 'split',
      broken: true,
      candidates: ['T1002'],
    });
  });

  it('follows long chains, but none for ever', () => {
    const chain = (length: number) => [
      ...Array.from({ length }, (_, i) => revoked(`T${i}`, `T${i + 1}`)),
      technique(`T${length}`),
    ];
    const end = (length: number) => fateReader(undefined, view('18.1', chain(length)))('T0');
    expect(end(400)).toMatchObject({ kind: 'revoked', technique: { id: 'T400' } });
    expect(end(20_000)).toMatchObject({
      kind: 'no_successor',
      broken: true,
      message: expect.stringMatching(/T9 → … → T500 goes on for more than anyone would follow$/),
    });
  });

  it('knows the object whose ATT&CK id another one has now', () => {
    const old = technique('T1001', undefined, { revoked: true, revoked_by: ['T1003'] });
    const namesake = technique('T1001', 'Another', { stix_id: 'attack-pattern--other' });
    const known = index('18.1', [namesake, technique('T1003')]);
    const to = attackView({ ...known, shadowed: [old] }, [], async () => []);
    expect(fateReader(before, to)('T1001')).toMatchObject({
      kind: 'revoked',
      technique: { id: 'T1003' },
      path: ['T1001', 'T1003'],
    });
  });

  it('looks into the other domains', () => {
    const mobile = index('18.1', [technique('T1521.003')], 'mobile');
    const to = view('18.1', [technique('T1001')], [mobile]);
    expect(fateReader(before, to)('T1521.003')).toMatchObject({
      kind: 'unchanged',
      domain: 'mobile',
    });
  });

  it('takes the own domain of a technique that several domains have', () => {
    const mobile = index('18.1', [technique('T1001')], 'mobile');
    const to = view('18.1', [technique('T1001')], [mobile]);
    expect(fateReader(before, to)('T1001')).toMatchObject({ domain: 'enterprise' });
  });

  it('refuses a bundle that lost its revoked-by relationships', () => {
    const cut = view('18.1', [technique('T1001'), revoked('T1002'), revoked('T1003')]);
    const broken = technique('T1002', '', { revoked: true, revoked_by_missing: ['gone'] });
    expect(() => fateReader(before, view('18.1', [broken]))).not.toThrow();
    expect(() => fateReader(before, cut)).toThrow(
      expect.objectContaining({
        code: 'parse',
        subject: 'https://example.org/enterprise-attack-18.1.json',
        message: expect.stringContaining('found none beside 2 revoked techniques'),
      }),
    );
  });
});
