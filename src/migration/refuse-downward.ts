import type { AttackView } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import type { Mapping } from '../generated/mapping-set.ts';
import { compareText, compareVersions } from '../model/compare.ts';
import { shorten } from '../model/text.ts';
import { type Fate, isLiving } from './technique-fate.ts';

/** More techniques than this make no message clearer. */
const MOST = 200;

/**
 * An older release can take a set only when it knows every technique. Throws `expectation` with the
 * list of those that it does not know as living ones; newer releases are never refused.
 */
export function refuseDownward(
  from: AttackView,
  to: AttackView,
  rows: readonly Mapping[],
  fateOf: (id: string) => Fate,
  subject: string,
): void {
  const older = to.index.release.version;
  const newer = from.index.release.version;
  if (compareVersions(older, newer) >= 0) return;
  const ids = new Set(rows.flatMap(({ attack_object_id }) => attack_object_id ?? []));
  const problems = [...ids].sort(compareText).flatMap((id) => {
    const fate = fateOf(id);
    if (!isLiving(fate)) return [fate.message];
    if (fate.kind !== 'revoked') return [];
    return [`${shorten(id)} is revoked in ATT&CK ${older}: ${fate.path.join(' → ')}`];
  });
  if (problems.length === 0) return;
  const lines = problems.slice(0, MOST).map((problem) => `\n  ${problem}`);
  const more = problems.length > MOST ? `\n  … and ${problems.length - MOST} more` : '';
  throw new AttackMappingsError(
    'expectation',
    subject,
    `ATT&CK ${older} is older than ${newer}, and a set goes back only when every technique lives there; ${problems.length} of ${ids.size} do not:${lines.join('')}${more}`,
  );
}
