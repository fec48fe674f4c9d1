/**
 * What a Retry-After header asks to wait, in milliseconds: seconds or an HTTP date (RFC 9110,
 * section 10.2.3). Undefined when it says nothing that can be understood.
 */
export function retryAfter(header: string | undefined, now = Date.now()): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  // Date.parse alone would also take texts such as "1.5" for dates.
  const date = /^[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
