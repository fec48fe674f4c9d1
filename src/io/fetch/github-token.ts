import { AttackMappingsError } from '../../errors.ts';

/**
 * A token fit for a header; undefined when there is none. Throws a `config` error, which does not
 * show it, when it can be no token.
 */
export function usableToken(token: string | undefined): string | undefined {
  const text = token?.trim();
  if (text === undefined || text === '') return undefined;
  if (/^[\x21-\x7e]+$/.test(text)) return text;
  throw new AttackMappingsError(
    'config',
    'GITHUB_TOKEN',
    'expected a token of letters, digits and signs, found blanks or other characters in it: set GITHUB_TOKEN to the token alone, or unset it',
  );
}
