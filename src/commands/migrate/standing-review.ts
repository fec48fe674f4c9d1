import { join } from 'node:path';
import { AttackMappingsError } from '../../errors.ts';
import type { ReviewRow } from '../../generated/review.ts';
import type { Decision } from '../../migration/decision.ts';
import { readReview } from '../../migration/read-review.ts';
import { refuseUngiven } from '../../migration/ungiven-decisions.ts';
import { readIfThere } from './read-if-there.ts';

/**
 * The rows of the review that earlier runs left in a folder, and that a run is to write over. Rejects
 * with `config` when that would lose decisions, or when it cannot be read.
 */
export async function standingReview(
  folder: string,
  version: string,
  known: readonly Decision[],
): Promise<readonly ReviewRow[]> {
  let rows: readonly ReviewRow[] = [];
  for (const name of ['review.csv', 'review.json']) {
    const file = join(folder, name);
    const body = await readIfThere(file);
    if (body === undefined) continue;
    const stated = readStanding(body, file);
    refuseUngiven(stated, file, version, known);
    // What a table says of a row, a person may have changed.
    if (name === 'review.json') rows = stated.map(({ row }) => row);
  }
  return rows;
}

function readStanding(body: Uint8Array, file: string) {
  try {
    return readReview(body, file);
  } catch (error) {
    if (!(error instanceof AttackMappingsError)) throw error;
    throw new AttackMappingsError(
      'config',
      file,
      `the review ${file} would be written over, and may hold decisions: mend it, or move it. ${error.message}`,
      { cause: error },
    );
  }
}
