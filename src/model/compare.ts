/** Orders text by UTF-16 code unit: the same on every machine and in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Orders version-like text: runs of digits as numbers, `10.1` after `9.0`. */
export function compareVersions(a: string, b: string): number {
  const left = a.match(/\d+|\D+/g) ?? [];
  const right = b.match(/\d+|\D+/g) ?? [];
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const l = left[i] ?? '';
    const r = right[i] ?? '';
    const numeric = /^\d/.test(l) && /^\d/.test(r);
    const order = numeric ? Number(l) - Number(r) : compareText(l, r);
    if (order !== 0) return order;
  }
  return 0;
}
