import { createHash } from 'node:crypto';

/**
 * Readable words of a text, at most `longest` characters, and eight digits of its hash: texts that
 * differ have slugs that differ.
 */
export function slug(text: string, longest: number): string {
  const words = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-+|-+$/g, '');
  const digits = createHash('sha256').update(text).digest('hex').slice(0, 8);
  return words === '' ? digits : `${words}-${digits}`;
}
