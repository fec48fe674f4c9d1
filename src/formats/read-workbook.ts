import { isUtf8 } from 'node:buffer';
import readXlsxFile, { type CellValue } from 'read-excel-file/node';
import { AttackMappingsError, messageOf } from '../errors.ts';
import { shorten } from '../model/text.ts';
import { checkSheetXml } from './sheet-limits.ts';
import { storedZip } from './stored-zip.ts';
import { zipEntries } from './zip-entries.ts';

/** Most characters of all cells: a long text may be shared by many. */
const MOST_TEXT = 64 * 1024 * 1024;
/** Most sheets: one part of the archive may be listed as many. */
const MOST_SHEETS = 64;

/** A sheet with the text of its cells, undefined where there is none. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly (string | undefined)[])[];
}

/**
 * The sheets of an XLSX workbook (ECMA-376), spaces at the edges of cells included. The archive is
 * expanded here, within bounds, and the library reads what came out. Rejects with a `parse` error.
 */
export async function readWorkbook(body: Uint8Array, subject: string): Promise<Sheet[]> {
  refuseOthers(body, subject);
  const entries = zipEntries(body, isPart, subject);
  for (const [name, content] of entries) {
    if (!isUtf8(content)) throw unreadable(subject, `"${shorten(name)}" is no UTF-8`);
    const xml = content.toString('utf8');
    checkSheetXml(xml, name, subject);
    const sheets = xml.match(/<(?:[^\s<>/:]*:)?sheet[\s/>]/g)?.length ?? 0;
    if (sheets > MOST_SHEETS) {
      throw unreadable(subject, `it lists ${sheets} sheets, more than ${MOST_SHEETS}`);
    }
  }
  const sheets = await readXlsxFile(storedZip(entries), { trim: false }).catch((error: unknown) => {
    throw unreadable(subject, messageOf(error), error);
  });
  const read = textReader(subject);
  return sheets.map(({ sheet, data }) => ({ name: sheet, rows: read(data) }));
}

/** The parts of a workbook that tables are read from. */
function isPart(name: string): boolean {
  return /^xl\/.*\.xml(\.rels)?$/.test(name) && !/^xl\/(theme|drawings|charts)\//.test(name);
}

/** What people send instead of a workbook, told by its first bytes. */
function refuseOthers(body: Uint8Array, subject: string): void {
  const start = Buffer.from(body.subarray(0, 64)).toString('latin1');
  const found = start.startsWith('PK')
    ? undefined
    : start === ''
      ? 'an empty document: fetch it again'
      : start.startsWith('\xd0\xcf\x11\xe0')
        ? 'a workbook of the old kind (XLS), or one with a password: save it as XLSX'
        : start.trimStart().startsWith('<')
          ? `a web page ("${shorten(start.trimStart(), 60)}"): check that the address still serves the file`
          : `another kind of file ("${shorten(start, 20)}"): check the address`;
  if (found !== undefined) {
    throw new AttackMappingsError('parse', subject, `expected an XLSX workbook, found ${found}`);
  }
}

/** Reads the cells of one sheet after the other, and adds up their text. */
function textReader(
  subject: string,
): (data: readonly (readonly (CellValue | null)[])[]) => Sheet['rows'] {
  let length = 0;
  return (data) =>
    data.map((row) =>
      row.map((cell) => {
        const text = cellText(cell);
        length += text?.length ?? 0;
        if (length > MOST_TEXT) {
          throw unreadable(subject, `its cells have more than ${MOST_TEXT} characters`);
        }
        return text;
      }),
    );
}

function cellText(cell: CellValue | null): string | undefined {
  if (cell === null) return undefined;
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
}

function unreadable(subject: string, reason: string, cause?: unknown): AttackMappingsError {
  return new AttackMappingsError(
    'parse',
    subject,
    `expected an XLSX workbook, found one that cannot be read (${shorten(reason, 160)}): save it anew`,
    { cause },
  );
}
