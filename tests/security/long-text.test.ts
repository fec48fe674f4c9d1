import { expect, it } from 'vitest';
import { checkSheetXml } from '../../src/formats/sheet-limits.ts';
import { readCommit } from '../../src/io/git/commit-facts.ts';
import { licenseRequirements } from '../../src/model/licenses.ts';
import { parseReference } from '../../src/model/references.ts';
import { slug } from '../../src/model/slug.ts';
import { normaliseText, sameWords } from '../../src/model/text.ts';
import { rowFilter } from '../../src/model/where.ts';
import { attackOfPage, setOfDownload, setOfPage } from '../../src/parsers/site/set-of-address.ts';
import { escapeMarkdown } from '../../src/report/markdown-escape.ts';
import { checkSet } from '../../src/rules/check.ts';
import { rules } from '../../src/rules/index.ts';
import { checked, documentOf } from '../rules/checked-document.ts';

/** What takes quadratic time with so many characters takes many times as long as a test may. */
const LENGTH = 200_000;

/** Beginnings of what the expressions look for, over and over, and no end. */
const PUMPS = [
  ' ',
  '\t\n',
  '.',
  '-',
  '/',
  '<',
  '<a ',
  '<a / ',
  '&#1',
  '(includes ',
  '\\n',
  'http://',
  'https://a,',
  'https://a?<https://',
  'license ',
  'license requirements ',
  'license: may require microsoft ',
  'required licenses\n',
  'may require m365 a1 ',
  'included with x and requires ',
  'included in all versions of ',
  '/external/a/attack-b/domain-c',
  '/data/a/attack-b/c',
  '/attack/attack-a',
  ' r=',
  'xmlns:r = "',
  ' r\t=',
  'a=\t',
  '_a',
  'T1110 ',
  "'",
  '=',
  'ghgh-',
  '1234567890',
];
const longTexts = PUMPS.flatMap((pump) => {
  const text = pump.repeat(LENGTH / pump.length);
  return [text, `license: ${text}!`];
});

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  licences: licenseRequirements,
  references: parseReference,
  slugs: (text) => slug(text, 60),
  'normal text': normaliseText,
  'equal words': (text) => sameWords(text, `${text}a`),
  'addresses of sets': (text) => [setOfPage(text), setOfDownload(text), attackOfPage(text)],
  Markdown: (text) => escapeMarkdown(text, LENGTH),
  filters: (text) => refused(() => rowFilter([`a${text}`])),
  worksheets: (text) => refused(() => checkSheetXml(`<sheetData>${text}`, 'sheet', 'x.xlsx')),
  'rules on comments': (text) =>
    checkSet(
      checked(
        documentOf({ rows: [{ comments: text, references: [text], attack_object_name: text }] }),
      ),
      rules,
    ),
};

/** What is thrown, or what comes of it. */
function refused(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

it.each(Object.keys(READERS))('%s: hostile text is read in linear time', (name) => {
  for (const text of longTexts) expect(() => READERS[name]?.(text)).not.toThrow();
});

it('a commit with a hostile author is read in linear time', async () => {
  const author = `A${' <'.repeat(LENGTH)}`;
  const printed = `${'a'.repeat(40)} commit 1\ntree ${'b'.repeat(40)}\nauthor ${author}\n\nhello\n`;
  expect(await readCommit(async () => printed, 'a'.repeat(40))).toMatchObject({ author: 'A' });
});
