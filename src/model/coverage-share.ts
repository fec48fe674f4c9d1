/**
 * `105 of 656 (16.0 %)`: one decimal, the same in every locale, and never 0 % or 100 % of what is
 * not none or all. Of nothing there is no percentage.
 */
export function shareText(part: number, whole: number, what = ''): string {
  const count = `${part} of ${whole}${what === '' ? '' : ` ${what}`}`;
  return whole === 0 ? count : `${count} (${percentage(part, whole)})`;
}

function percentage(part: number, whole: number): string {
  const tenths = Math.round((part * 1000) / whole);
  if (part > 0 && tenths === 0) return '< 0.1 %';
  if (part < whole && tenths === 1000) return '> 99.9 %';
  return `${(tenths / 10).toFixed(1)} %`;
}
