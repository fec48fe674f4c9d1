/**
 * True when `stated` is the name of a technique: alone, or "Parent: Sub" after that of its parent,
 * which is a style and not stale. `parent` is undefined for what is no sub-technique.
 */
export function isNameOf(
  stated: string | undefined,
  name: string,
  parent: string | undefined,
): boolean {
  return stated === name || (parent !== undefined && stated === `${parent}: ${name}`);
}

/** The ATT&CK id of the parent of a sub-technique. */
export function parentIdOf(id: string): string | undefined {
  const dot = id.indexOf('.');
  return dot < 0 ? undefined : id.slice(0, dot);
}
