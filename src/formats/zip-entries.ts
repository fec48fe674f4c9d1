import { crc32, inflateRawSync } from 'node:zlib';
import { AttackMappingsError, messageOf } from '../errors.ts';
import { shorten } from '../model/text.ts';

/** Most entries of an archive, and most bytes of those that are read, once expanded. */
const MOST_ENTRIES = 1000;
const LARGEST = 16 * 1024 * 1024;

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** An end record is 22 bytes and a comment of at most 65,535. */
const END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;

/** An entry as the central directory describes it. */
interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/**
 * The wanted entries of a ZIP archive (APPNOTE 4.3), expanded within bounds: sizes are checked before
 * anything is expanded, and no entry may turn out to be another size than it says. Throws `parse`.
 */
export function zipEntries(
  body: Uint8Array,
  wanted: (name: string) => boolean,
  subject: string,
): Map<string, Buffer> {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const entries = centralDirectory(bytes, subject).filter(({ name }) => wanted(name));
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  if (total > LARGEST) {
    throw broken(subject, `at most ${LARGEST} bytes once expanded`, `${total}`);
  }
  const contents = new Map<string, Buffer>();
  for (const entry of entries) {
    if (contents.has(entry.name)) throw broken(subject, 'each entry once', quote(entry));
    contents.set(entry.name, expand(bytes, entry, subject));
  }
  return contents;
}

function centralDirectory(bytes: Buffer, subject: string): Entry[] {
  const end = endRecord(bytes, subject);
  const count = bytes.readUInt16LE(end + 10);
  if (count > MOST_ENTRIES) throw broken(subject, `at most ${MOST_ENTRIES} entries`, `${count}`);
  const entries: Entry[] = [];
  let position = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < count; i += 1) {
    if (position + 46 > bytes.length || bytes.readUInt32LE(position) !== CENTRAL) {
      throw broken(subject, `a directory of ${count} entries`, `${i}`);
    }
    const nameLength = bytes.readUInt16LE(position + 28);
    const more = bytes.readUInt16LE(position + 30) + bytes.readUInt16LE(position + 32);
    const nameStart = position + 46;
    entries.push({
      name: bytes.toString('utf8', nameStart, nameStart + nameLength),
      flags: bytes.readUInt16LE(position + 8),
      method: bytes.readUInt16LE(position + 10),
      crc: bytes.readUInt32LE(position + 16),
      packed: bytes.readUInt32LE(position + 20),
      size: bytes.readUInt32LE(position + 24),
      offset: bytes.readUInt32LE(position + 42),
    });
    position = nameStart + nameLength + more;
  }
  return entries;
}

function endRecord(bytes: Buffer, subject: string): number {
  const first = Math.max(0, bytes.length - END_LENGTH - LONGEST_COMMENT);
  for (let position = bytes.length - END_LENGTH; position >= first; position -= 1) {
    if (bytes.readUInt32LE(position) === END) return position;
  }
  throw broken(subject, 'a ZIP archive', 'none, or one that breaks off');
}

function expand(bytes: Buffer, entry: Entry, subject: string): Buffer {
  const { flags, method, offset, packed, size } = entry;
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== LOCAL) {
    throw broken(subject, `the entry ${quote(entry)}`, 'none where the directory says');
  }
  if ((flags & 1) !== 0 || (method !== 0 && method !== 8)) {
    throw broken(subject, `${quote(entry)} stored or deflated`, 'another way of packing');
  }
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const data = bytes.subarray(start, start + packed);
  if (data.length < packed) throw broken(subject, `${packed} bytes of ${quote(entry)}`, 'fewer');
  const content = method === 0 ? data : inflate(data, entry, subject);
  if (content.length !== size || crc32(content) !== entry.crc) {
    throw broken(subject, `${size} bytes in ${quote(entry)}, as it says`, 'others');
  }
  return content;
}

function inflate(data: Buffer, entry: Entry, subject: string): Buffer {
  try {
    // What an entry says of its size bounds what it may expand to.
    return inflateRawSync(data, { maxOutputLength: Math.max(1, entry.size) });
  } catch (error) {
    const more = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    const found = more ? 'more' : messageOf(error);
    throw broken(subject, `${entry.size} bytes in ${quote(entry)}, as it says`, found);
  }
}

function quote({ name }: Entry): string {
  return JSON.stringify(shorten(name));
}

function broken(subject: string, expected: string, found: string): AttackMappingsError {
  return new AttackMappingsError(
    'parse',
    subject,
    `expected ${expected}, found ${found}: fetch the file again, or save it anew`,
  );
}
