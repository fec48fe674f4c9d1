/** Frameworks that a Mappings Explorer website calls otherwise than its data files do. */
const DATA_NAMES: ReadonlyMap<string, string> = new Map([
  ['nist', 'nist_800_53'],
  // Until 2025.
  ['cve', 'kev'],
]);

/** The id of a framework in data paths, from the one in page paths. */
export function dataFramework(siteName: string): string {
  return DATA_NAMES.get(siteName) ?? siteName;
}
