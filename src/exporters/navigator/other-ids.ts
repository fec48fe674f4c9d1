import { cappedList } from '../../model/capped-list.ts';
import type { MappedTechnique } from '../../model/coverage-placement.ts';

/** A comment is a tooltip: ids beyond this are counted. */
const MOST = 80;

/** Says in a comment whose rows stand under this technique beside its own. */
export function otherIdsNote({ merged, earlier, collisions }: MappedTechnique): string {
  const notes: string[] = [];
  if (merged.length > 0) {
    const verb = merged.length === 1 ? 'is' : 'are';
    notes.push(
      `Includes what is mapped to ${cappedList(merged, MOST)}, which ${verb} revoked in favour of this technique`,
    );
  }
  if (earlier.length > 0) {
    notes.push(`Includes what was mapped to ${cappedList(earlier, MOST)} before the migration`);
  }
  if (collisions.length > 0) {
    notes.push(
      `Rows of ${cappedList(collisions, MOST)} speak of one capability here: all are kept`,
    );
  }
  return notes.map((note) => `. ${note}`).join('');
}

/** The same as metadata of a technique. */
export function otherIdsFacts({
  merged,
  earlier,
  collisions,
}: MappedTechnique): [name: string, value: string][] {
  return [
    ['revoked ids included', merged.join(', ')],
    ['ids before the migration included', earlier.join(', ')],
    ['ids whose rows collide', collisions.join(', ')],
  ];
}
