/** True when `stated` is "Parent: Sub" for the technique `name`: a style, not a stale name. */
export function isParentSubName(stated: string | undefined, name: string): boolean {
  return stated?.endsWith(`: ${name}`) ?? false;
}
