import { compareText } from '../model/compare.ts';
import { fieldOf } from './place.ts';
import type { Rule } from './rule.ts';

/** Controls beyond tab and line ends, and marks that turn the direction of text. */
const CONTROL = /(?![\t\n\r])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;
const SOME_CONTROL = new RegExp(CONTROL.source, 'u');

export const commentControlCharacters: Rule = {
  name: 'comment-control-characters',
  title: 'Control characters in a comment',
  description:
    'The comments hold control characters, or marks that turn the direction of text. They come from copies out of other programs, cannot be seen, and can make text read as what it is not. Remove them.',
  severity: 'warning',
  example: {
    bad: '{ "comments": "Logs\\u0007 are kept." }',
    good: '{ "comments": "Logs are kept." }',
  },
  row: (row, say) => {
    const { comments } = row.fields;
    if (typeof comments !== 'string' || !SOME_CONTROL.test(comments)) return;
    const names = new Set((comments.match(CONTROL) ?? []).map(codeOf));
    const found = [...names].sort(compareText).join(', ');
    say({
      place: fieldOf(row, 'comments'),
      message: `the comments hold the control character${names.size === 1 ? '' : 's'} ${found}`,
      found,
      suggestion: 'remove them',
    });
  },
};

/** U+0007 */
function codeOf(character: string): string {
  const code = character.charCodeAt(0).toString(16).toUpperCase();
  return `U+${code.padStart(4, '0')}`;
}
