import { crc32 } from 'node:zlib';

/** A ZIP archive (APPNOTE 4.3) whose entries are not packed, so that reading it expands nothing. */
export function storedZip(entries: ReadonlyMap<string, Uint8Array>): Buffer {
  const locals: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [name, content] of entries) {
    const path = Buffer.from(name);
    // What both headers of an entry share, from "version needed" to "extra field length".
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt32LE(crc32(content), 10);
    facts.writeUInt32LE(content.length, 14);
    facts.writeUInt32LE(content.length, 18);
    facts.writeUInt16LE(path.length, 22);
    const local = [Buffer.from('PK\x03\x04', 'latin1'), facts, path, content];
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    locals.push(...local);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, tail, path);
    offset += lengthOf(local);
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.size, 4);
  end.writeUInt16LE(entries.size, 6);
  end.writeUInt32LE(lengthOf(directory), 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, ...directory, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

function lengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}
