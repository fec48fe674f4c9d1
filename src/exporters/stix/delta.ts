import type { Ledger } from '../../contracts.ts';
import { artifactName } from '../../model/artifact-name.ts';
import { bundleText } from './bundle.ts';
import type { FamilySet } from './family.ts';
import type { MadeBundle } from './made-bundle.ts';
import { isWholeBundle } from './stored-bundle.ts';

/**
 * The text of a bundle with the objects that the last change of a set's bundle was about. A build
 * that changes none writes it as it is.
 */
export async function* deltaText(
  { rows: { dated } }: FamilySet,
  ledger: Ledger,
  bundle: () => Promise<MadeBundle>,
): AsyncGenerator<string> {
  const { changed } = await bundle();
  if (changed.length > 0) return yield* bundleText(changed);
  const name = artifactName(dated.set, 'stix-delta', 'json');
  for await (const text of ledger.earlier(dated.path, name)) {
    if (isWholeBundle(text)) return yield text;
  }
  yield* bundleText([]);
}
