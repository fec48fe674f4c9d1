/** Says in a comment that rows of revoked ids stand under this technique. */
export function mergedNote(merged: readonly string[]): string {
  if (merged.length === 0) return '';
  const verb = merged.length === 1 ? 'is' : 'are';
  return `. Includes what is mapped to ${merged.join(', ')}, which ${verb} revoked in favour of this technique`;
}
