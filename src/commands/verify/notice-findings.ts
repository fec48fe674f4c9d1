import type { VerificationFinding } from '../../generated/verification.ts';
import type { ReadManifest } from './read-manifest.ts';

/** Name of the file with the attribution of what is in the folder. */
export const NOTICE = 'NOTICE';

/**
 * The notice against the manifests beside it, one of which was written with it. `sha256` is that of its
 * bytes: undefined where there is none, empty where it is no plain file that can be read.
 */
export function noticeFindings(
  manifests: readonly Pick<ReadManifest, 'name' | 'notice'>[],
  sha256: string | undefined,
): VerificationFinding[] {
  const [first] = manifests;
  if (first === undefined || manifests.some(({ notice }) => notice === sha256)) return [];
  const [kind, found] =
    sha256 === undefined
      ? (['missing', 'no file'] as const)
      : (['changed', 'another text'] as const);
  const message = `expected the attribution that ${first.name} has, found ${found}: build again`;
  return [{ kind, path: NOTICE, manifest: first.name, message }];
}
