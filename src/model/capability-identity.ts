/**
 * The normalised id that keys, counts and comparisons use: edges trimmed, NIST numbers padded
 * to two digits (`AC-2` = `AC-02`), VERIS ids in lower case. The id in the model stays verbatim.
 */
export function capabilityIdentity(framework: string, id: string): string {
  const trimmed = id.trim();
  if (framework === 'veris') return trimmed.toLowerCase();
  if (framework === 'nist_800_53') return trimmed.replace(/(?<![0-9])([0-9])(?![0-9])/g, '0$1');
  return trimmed;
}

/** The same for many rows of one framework: each id is worked out once. */
export function identityReader(framework: string): (id: string) => string {
  const known = new Map<string, string>();
  return (id) => {
    let identity = known.get(id);
    if (identity === undefined) {
      identity = capabilityIdentity(framework, id);
      known.set(id, identity);
    }
    return identity;
  };
}
