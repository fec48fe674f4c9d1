/** True for a relative path that cannot leave its folder, on any system. */
export function staysBelow(path: string): boolean {
  return !path.split(/[/\\]/).some((part) => part === '' || part === '.' || part === '..');
}
