/** The first line that differs; empty for equal texts. */
export function differences(one: string, other: string): string[] {
  if (one === other) return [];
  const [left, right] = [one.split('\n'), other.split('\n')];
  const longer = left.length > right.length ? left : right;
  const at = longer.findIndex((_, i) => left[i] !== right[i]);
  return [`${left[at] ?? 'nothing'} became ${right[at] ?? 'nothing'}`];
}
