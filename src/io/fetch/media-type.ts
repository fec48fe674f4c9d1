const BY_EXTENSION: ReadonlyMap<string, string> = new Map([
  ['csv', 'text/csv'],
  ['htm', 'text/html'],
  ['html', 'text/html'],
  ['json', 'application/json'],
  ['md', 'text/markdown'],
  ['tsv', 'text/tab-separated-values'],
  ['txt', 'text/plain'],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['xml', 'application/xml'],
  ['yaml', 'application/yaml'],
  ['yml', 'application/yaml'],
]);

const UNKNOWN = 'application/octet-stream';

/** The media type of a file, by the extension of its name. */
export function mediaTypeOfFile(path: string): string {
  const extension = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '';
  return BY_EXTENSION.get(extension) ?? UNKNOWN;
}

/** The media type that a content-type header names, without its parameters. */
export function mediaTypeOfHeader(header: string | undefined): string {
  const type = header?.split(';')[0]?.trim().toLowerCase();
  return type === undefined || type === '' ? UNKNOWN : type;
}
