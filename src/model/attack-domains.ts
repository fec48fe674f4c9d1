/** The domains of ATT&CK. */
export const ATTACK_DOMAINS: readonly string[] = ['enterprise', 'mobile', 'ics'];
