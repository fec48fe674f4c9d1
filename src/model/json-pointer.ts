/** A JSON pointer (RFC 6901) of these reference tokens, each escaped. */
export function jsonPointer(...tokens: readonly string[]): string {
  return tokens.map((token) => `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
