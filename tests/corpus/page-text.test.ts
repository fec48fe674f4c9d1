import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'cheerio/slim';
import { describe, expect, it } from 'vitest';
import { canBeIdOf, frameworkOfId } from '../../src/model/id-shapes.ts';
import { fields, of, read, rules } from '../parsers/page-text/read.ts';
import { corpus, describeCorpus, unifiedFiles } from './corpus.ts';

const SITE = join(corpus, 'center-for-threat-informed-defense.github.io');
const SEED = corpus === '' ? '' : join(corpus, '../seed/T1621-page-text.txt');

/** A row as its page shows it, white space in single spaces. */
interface Shown {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly technique: string;
  readonly techniqueName: string;
  readonly comments: string;
  readonly references: readonly string[];
  readonly hasNotes: boolean;
}

/** A technique page, read with selectors of this test's own. */
interface ShownPage {
  readonly technique: string;
  readonly name: string;
  readonly description: string;
  readonly banner: string;
  readonly tables: readonly {
    readonly heading: string;
    readonly header: string[];
    readonly rows: Shown[];
  }[];
}

const words = (text: unknown) =>
  String(text ?? '')
    .replace(/\s+/g, ' ')
    .trim();

function readHtml(file: string): ShownPage {
  const $ = load(readFileSync(file, 'utf8'));
  const title = words($('h1').first().text()).replace(/ Mappings$/, '');
  const space = title.indexOf(' ');
  return {
    technique: title.slice(0, space),
    name: title.slice(space + 1),
    description: $('h1')
      .first()
      .nextAll('p')
      .toArray()
      .map((p) => words($(p).text()))
      .join('\n\n'),
    banner: words($('#banner p').text()),
    tables: $('section.mapping-table')
      .toArray()
      .map((section) => ({
        heading: words($(section).find('h2').text()),
        header: $(section)
          .find('th')
          .toArray()
          .map((cell) => words($(cell).text())),
        rows: $(section)
          .find('tbody tr')
          .toArray()
          .filter((row) => $(row).children('td').length >= 5)
          .map((row) => {
            const cells = $(row)
              .children('td')
              .toArray()
              .map((cell) => words($(cell).text()));
            const bodies = $(row).find('.info-box-content > .body');
            const [id = '', name = '', type = '', technique = '', techniqueName = ''] = cells;
            return {
              id,
              name,
              type,
              technique,
              techniqueName,
              comments: words(bodies.eq(0).text()),
              references: bodies
                .eq(1)
                .find('a')
                .toArray()
                .map((link) => words($(link).text())),
              hasNotes: bodies.length > 0,
            };
          }),
      })),
  };
}

/** What of a row the text can hold. */
function shownRow(row: Shown) {
  const { id, name, type, technique, techniqueName, comments } = row;
  return { id, name: name === 'None' ? '' : name, type, technique, techniqueName, comments };
}

function parsedRow(row: Readonly<Record<string, unknown>>) {
  return {
    id: words(row.capability_id),
    name: words(row.capability_description),
    type: words(row.mapping_type),
    technique: words(row.attack_object_id),
    techniqueName: words(row.attack_object_name),
    comments: words(row.comments),
  };
}

/** The page as it is copied: cells apart by a separator, furniture around tables when `whole`. */
function printed(page: ShownPage, separator: string, whole: boolean): string {
  const title = `${page.technique} ${page.name}`;
  const lines = whole
    ? ['ABOUT', 'Overview', page.banner, 'Home', 'ATT&CK Techniques', title, title.toUpperCase()]
    : [title];
  lines.push('', page.description, '', 'View in MITRE ATT&CK®', '');
  for (const { heading, header, rows } of page.tables) {
    if (rows.length === 0) continue;
    lines.push(heading, ...(whole ? ['Change Versions', 'Search'] : []), header.join(separator));
    for (const {
      id,
      name,
      type,
      technique,
      techniqueName,
      comments,
      references,
      hasNotes,
    } of rows) {
      lines.push([id, name, type, technique, techniqueName].join(separator));
      if (hasNotes) lines.push('Comments', comments, 'References', ...references);
    }
    if (whole) lines.push(`Showing 1 to ${rows.length} of ${rows.length} rows`, '10 rows per page');
  }
  if (whole) lines.push('The Center for Threat-Informed Defense is a non-profit', 'About');
  return lines.join('\r\n');
}

const pages =
  corpus === ''
    ? []
    : readdirSync(SITE, { recursive: true, encoding: 'utf8' })
        .filter((file) => /techniques\/T[\d.]+\/index\.html$/.test(file))
        .map((file) => [file, readHtml(join(SITE, file))] as const)
        .filter(([, page]) => page.tables.some(({ rows }) => rows.length > 0));

describeCorpus('technique pages as text', () => {
  it('there are pages of both forms', () => {
    expect(pages.length).toBeGreaterThanOrEqual(6);
    expect(pages.some(([file]) => file.includes('@2025-01'))).toBe(true);
  });

  describe.each(pages)('%s', (_, page) => {
    const rows = page.tables.flatMap((table) => table.rows);

    it.each([
      ['with tabs', '\t', false],
      ['with tabs, pasted whole', '\t', true],
    ])('%s: every row, comment and reference', (_, separator, whole) => {
      const records = read(printed(page, separator, whole));
      expect(fields(records).map(parsedRow)).toEqual(rows.map(shownRow));
      expect(fields(records).map((row) => row.references ?? [])).toEqual(
        rows.map(({ references }) => references),
      );
      const technique = of('technique', records)[0];
      expect(technique).toMatchObject({ id: page.technique, name: page.name });
      expect(technique?.description?.text).toBe(page.description);
      expect(records.some((record) => record.kind === 'row' && !record.set.framework)).toBe(false);
    });

    it.each([
      ['run together', ' ', false],
      ['run together, pasted whole', ' ', true],
    ])('%s: the same, but for ids of enumerations, which are reported', (_, separator, whole) => {
      const records = read(printed(page, separator, whole));
      const join = ({ id, name, ...row }: ReturnType<typeof parsedRow>) => ({
        ...row,
        text: `${id} ${name}`.trim(),
      });
      expect(fields(records).map(parsedRow).map(join)).toEqual(rows.map(shownRow).map(join));
      const without = of('row', records).filter((row) => row.fields.capability_id === undefined);
      expect(without.every((row) => row.set.framework === 'veris')).toBe(true);
      const reported = rules(records).filter((rule) => rule.endsWith('capability-undecided'));
      expect(reported).toEqual(without.map((row) => `${row.place.line} capability-undecided`));
      const decided = (row: ReturnType<typeof parsedRow>, i: number) =>
        fields(records)[i]?.capability_id === undefined ? undefined : row;
      expect(fields(records).map(parsedRow).map(decided)).toEqual(rows.map(shownRow).map(decided));
    });
  });

  it('the shape of an id never names another framework', () => {
    const named = new Map<string, { ids: number; named: number }>();
    for (const [path, { mapping_objects }] of unifiedFiles()) {
      const framework = path.split('/')[0] ?? '';
      const count = named.get(framework) ?? { ids: 0, named: 0 };
      named.set(framework, count);
      for (const { capability_id } of mapping_objects) {
        if (!capability_id) continue;
        const id = capability_id.trim();
        expect(canBeIdOf(framework, id), `${framework} ${id}`).toBe(true);
        count.ids += 1;
        if (frameworkOfId(id) === framework) count.named += 1;
      }
    }
    for (const framework of ['nist_800_53', 'm365', 'kev', 'veris', 'cri_profile', 'aws']) {
      const count = named.get(framework);
      expect(count?.named, framework).toBe(count?.ids);
      expect(count?.ids).toBeGreaterThan(0);
    }
  });
});

describe.skipIf(!existsSync(SEED))(
  'the text of T1621 (needs ATTACK_MAPPINGS_CORPUS with seed/ beside it)',
  () => {
    const html =
      SEED === ''
        ? undefined
        : readHtml(
            join(
              SITE,
              'mappings-explorer@2025-01/attack/attack-14.1/domain-enterprise/techniques/T1621/index.html',
            ),
          );
    const text = SEED === '' ? '' : readFileSync(SEED, 'utf8');
    const records = text === '' ? [] : read(text);
    const rows = html?.tables.flatMap((table) => table.rows) ?? [];

    it('says what its web page says', () => {
      expect(rows).toHaveLength(11);
      expect(fields(records).map(parsedRow)).toEqual(rows.map(shownRow));
      for (const technique of of('technique', records)) {
        expect(technique).toMatchObject({ id: html?.technique, name: html?.name });
        expect(technique.description?.text).toBe(html?.description);
      }
    });

    it('is 6 NIST mappings without notes and 5 M365 mappings with comments', () => {
      const counts = of('header', records).map(({ set, inferred }) => {
        const own = of('row', records).filter((row) => row.set === set);
        return [set, inferred, own.length, own.filter((row) => row.fields.comments).length];
      });
      expect(counts).toEqual([
        [{ framework: 'nist_800_53' }, ['framework'], 6, 0],
        [{ framework: 'm365' }, ['framework'], 5, 5],
      ]);
    });

    it('reports, with its line, each list of references that the text lost', () => {
      const lines = text.split('\n');
      const lost = rows.filter(({ references }) => references.length > 0);
      expect(lost).toHaveLength(5);
      expect(rules(records)).toEqual(
        lines.flatMap((line, i) =>
          line.trim() === 'References' ? [`${i + 1} references-lost`] : [],
        ),
      );
      expect(rules(records)).toHaveLength(lost.length);
    });

    it('takes its set from options', () => {
      const stated = read(text, {
        framework: 'm365',
        framework_version: '12.11.2023',
        attack_version: '14.1',
        domain: 'enterprise',
      });
      expect(of('header', stated).map(({ set }) => set)).toEqual([
        { framework: 'nist_800_53', attack_version: '14.1', domain: 'enterprise' },
        {
          framework: 'm365',
          framework_version: '12.11.2023',
          attack_version: '14.1',
          domain: 'enterprise',
        },
      ]);
      expect(rules(stated)).toContain('14 other-framework');
    });
  },
);
