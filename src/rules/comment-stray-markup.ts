import { shorten } from '../model/text.ts';
import { fieldOf } from './place.ts';
import { quoted } from './quoted.ts';
import type { Rule } from './rule.ts';

/**
 * Elements that lay text out. Others, as <user>, <address> or <time>, are left alone: in a comment
 * they stand for a value.
 */
const ELEMENTS =
  'a|abbr|b|big|blockquote|br|center|code|dd|div|dl|dt|em|font|h[1-6]|hr|i|iframe|img|li|ol|p|pre|script|small|span|strong|style|sub|sup|svg|table|tbody|td|tfoot|th|thead|tr|tt|u|ul';
const ENTITIES =
  'amp|apos|bull|copy|gt|hellip|laquo|ldquo|lsquo|lt|mdash|middot|nbsp|ndash|quot|raquo|rdquo|reg|rsquo|trade';
const MARKUP = new RegExp(
  `</?(?:${ELEMENTS})(?:\\s[^<>]*)?/?>|&(?:${ENTITIES}|#[0-9]{1,7}|#x[0-9a-f]{1,6});`,
  'i',
);

export const commentStrayMarkup: Rule = {
  name: 'comment-stray-markup',
  title: 'Markup in a comment',
  description:
    'The comments hold HTML tags or entities, which are printed as they are: comments are plain text. Names in angle brackets that stand for a value, as <user>, are fine. Write line breaks and characters as themselves.',
  severity: 'warning',
  example: {
    bad: '{ "comments": "Logs are kept.<br>Alerts&nbsp;are not." }',
    good: '{ "comments": "Logs are kept.\\nAlerts are not." }',
  },
  row: (row, say) => {
    const [found] = row.mapping.comments?.match(MARKUP) ?? [];
    if (found === undefined) return;
    say({
      place: fieldOf(row, 'comments'),
      message: `the comments hold the markup ${quoted(found)}`,
      found: shorten(found),
      suggestion: 'write plain text',
    });
  },
};
