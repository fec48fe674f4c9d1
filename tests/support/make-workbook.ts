import { makeZip, type ZipEntry } from './make-zip.ts';

type Cells = readonly (readonly (string | undefined)[])[];

/** The parts of an XLSX workbook with these sheets, texts shared as Excel does. */
export function workbookParts(sheets: Readonly<Record<string, Cells>>): ZipEntry[] {
  const texts = [...new Set(Object.values(sheets).flat(2))].filter((text) => text !== undefined);
  const names = Object.keys(sheets);
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  return [
    {
      name: 'xl/workbook.xml',
      content: `<?xml version="1.0"?><workbook xmlns="${main}" xmlns:r="${office}"><sheets>${names
        .map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
        .join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships>${names
        .map(
          (_, i) =>
            `<Relationship Id="rId${i + 1}" Type="${office}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
        )
        .join('')}</Relationships>`,
    },
    {
      name: 'xl/sharedStrings.xml',
      content: `<sst>${texts.map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`).join('')}</sst>`,
    },
    ...Object.values(sheets).map((rows, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      content: sheetXml(rows, texts),
    })),
  ];
}

export function makeWorkbook(sheets: Readonly<Record<string, Cells>>): Buffer {
  return makeZip(workbookParts(sheets));
}

function sheetXml(rows: Cells, texts: readonly string[]): string {
  const data = rows.map((cells, row) => {
    const inner = cells.map((text, column) =>
      text === undefined
        ? ''
        : `<c r="${String.fromCharCode(65 + column)}${row + 1}" t="s"><v>${texts.indexOf(text)}</v></c>`,
    );
    return `<row r="${row + 1}">${inner.join('')}</row>`;
  });
  return `<?xml version="1.0"?><worksheet><sheetData>${data.join('')}</sheetData></worksheet>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
