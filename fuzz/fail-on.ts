/** Throws when there is a breach, and names the first ones. */
export function failOn(breaches: readonly string[]): void {
  if (breaches.length > 0) throw new Error(breaches.slice(0, 10).join('\n'));
}
