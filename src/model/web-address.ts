/** Links open unsanitised: no other scheme, and nothing that ends an attribute. */
export function isWebAddress(value: unknown): value is string {
  return typeof value === 'string' && /^https?:\/\/[^\s"'<>]+$/.test(value);
}
