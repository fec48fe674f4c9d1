import type { AttackView } from '../contracts.ts';
import { AttackMappingsError } from '../errors.ts';
import { compareVersions } from '../model/compare.ts';
import { wayText } from './way-text.ts';

interface Descent {
  readonly from: AttackView;
  readonly to: AttackView;
  readonly what: 'set' | 'layer';
  /** What is to be migrated, as messages name it. */
  readonly subject: string;
}

/** More techniques than this make no message clearer. */
const MOST = 200;

/**
 * An older release can take a set or layer only when it knows every technique. Throws `expectation`
 * with what is wrong with the techniques (ids, in the order of the message), as `problemWith` says it;
 * newer releases are never refused.
 */
export function refuseDownward(
  { from, to, what, subject }: Descent,
  techniques: ReadonlySet<string>,
  problemWith: (id: string) => string | undefined,
): void {
  const older = to.index.release.version;
  const newer = from.index.release.version;
  if (compareVersions(older, newer) >= 0) return;
  const problems = [...techniques].flatMap((id) => problemWith(id) ?? []);
  if (problems.length === 0) return;
  const lines = problems.slice(0, MOST).map((problem) => `\n  ${problem}`);
  const more = problems.length > MOST ? `\n  … and ${problems.length - MOST} more` : '';
  throw new AttackMappingsError(
    'expectation',
    subject,
    `ATT&CK ${older} is older than ${newer}, and a ${what} goes back only when every technique lives there; ${problems.length} of ${techniques.size} do not:${lines.join('')}${more}`,
  );
}

/** That a technique is revoked, with the ids that revoked-by leads through. */
export function revokedText(path: readonly string[], { index }: AttackView): string {
  return `${path[0]} is revoked in ATT&CK ${index.release.version}: ${wayText(path)}`;
}
