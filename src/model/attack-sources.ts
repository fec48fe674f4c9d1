/** Sources of ATT&CK ids in external references; older bundles name one a domain. */
export const ATTACK_SOURCES: ReadonlySet<unknown> = new Set([
  'mitre-attack',
  'mitre-mobile-attack',
  'mitre-ics-attack',
]);
