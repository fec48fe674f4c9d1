/** `#RRGGBB`: the one form that the Navigator shows everywhere. */
export function isColour(value: unknown): value is string {
  return typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value);
}

/** The same, or with a last pair for transparency: so the Navigator itself writes gradients. */
export function isGradientColour(value: unknown): value is string {
  return typeof value === 'string' && /^#[0-9a-f]{6}(?:[0-9a-f]{2})?$/i.test(value);
}

/** `#RRGGBB` of what says a colour in hexadecimal digits: `#RGB`, `RRGGBB`, `#RRGGBBAA`. */
export function colourOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 20) return undefined;
  const [, digits = ''] = /^#?([0-9a-f]+)$/i.exec(value.trim()) ?? [];
  if (digits.length === 6 || digits.length === 8) return `#${digits.slice(0, 6)}`;
  if (digits.length !== 3) return undefined;
  return `#${[...digits].map((digit) => digit + digit).join('')}`;
}

/** A finite number, or text that is one in plain digits. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || value.length > 40) return undefined;
  if (!/^[-+]?\d+(?:\.\d+)?$/.test(value.trim())) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
