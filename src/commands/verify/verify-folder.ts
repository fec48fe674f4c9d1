import { join } from 'node:path';
import { AttackMappingsError, messageOf } from '../../errors.ts';
import type { ManifestOutput } from '../../generated/manifest.ts';
import type { VerificationFinding, VerifiedFolder } from '../../generated/verification.ts';
import { folderFiles } from '../../io/folder-files.ts';
import { type FileHash, hashFile } from '../../io/hash-file.ts';
import { compareText } from '../../model/compare.ts';
import { grouped } from '../../model/grouped.ts';
import { staysBelow } from '../../model/stays-below.ts';
import { isManifestName, readManifest } from './read-manifest.ts';

/** What a build keeps beside its files: the notice, its lock, what it is writing, and what it replaced. */
const KNOWN = /^(NOTICE|\.lock|\.lock\.take)$|^\.(staging|before)\//;

/**
 * Hashes every file that the manifests of a pipeline's folder list. `path` is what the folder is
 * called. Paths that leave the folder are not looked at, and links are not followed. Rejects with
 * an `export` error when the folder cannot be read.
 */
export async function verifyFolder(
  folder: string,
  path: string,
  signal: AbortSignal,
): Promise<VerifiedFolder> {
  const { files, others } = await folderFiles(folder).catch((cause) => {
    const message = `cannot look into all of ${path}: ${messageOf(cause)}: check its permissions`;
    throw new AttackMappingsError('export', path, message, { cause });
  });
  const isFile = new Set(files);
  const isOther = new Set(others);
  const findings: VerificationFinding[] = [];
  const manifests: string[] = [];
  const listed: Listed[] = [];
  for (const manifest of files.filter(isManifestName)) {
    const read = await readManifest(join(folder, manifest), manifest);
    if ('broken' in read) {
      findings.push({ kind: 'broken', path: manifest, manifest, message: read.broken });
      continue;
    }
    manifests.push(manifest);
    for (const output of read.outputs) listed.push({ manifest, output });
  }

  let bytes = 0;
  let hashed = 0;
  // Several manifests may list a file: it is read once.
  const byPath = grouped(listed, ({ output }) => output.path);
  for (const [file, entries] of byPath) {
    signal.throwIfAborted();
    const found = isFile.has(file) ? await hashOrReason(join(folder, file)) : undefined;
    if (found && 'sha256' in found) {
      hashed += 1;
      bytes += found.bytes;
    }
    for (const entry of entries) findings.push(...compare(entry, found, isOther.has(file)));
  }

  for (const file of [...files, ...others]) {
    if (byPath.has(file) || KNOWN.test(file) || (isFile.has(file) && isManifestName(file)))
      continue;
    const message = 'no manifest lists it: remove it, or move it out of the folder';
    findings.push({ kind: 'unexpected', path: file, manifest: '', message });
  }
  findings.sort((a, b) => compareText(a.path, b.path) || compareText(a.manifest, b.manifest));
  return { path, manifests, files: hashed, bytes, findings };
}

interface Listed {
  readonly manifest: string;
  readonly output: ManifestOutput;
}

type Found = FileHash | { readonly unreadable: string };

async function hashOrReason(path: string): Promise<Found> {
  return hashFile(path).catch((error) => ({ unreadable: messageOf(error) }));
}

function compare(
  { manifest, output }: Listed,
  found: Found | undefined,
  isOther: boolean,
): VerificationFinding[] {
  const { path, sha256, bytes } = output;
  const finding = (kind: VerificationFinding['kind'], message: string) => [
    { kind, path, manifest, message },
  ];
  const expected = `expected ${bytes} bytes with sha256 ${sha256}`;
  if (!staysBelow(path))
    return finding('outside', 'the path leaves the folder, and was not looked at: build again');
  if (isOther) return finding('changed', `${expected}, found a link or another special file`);
  if (found === undefined) return finding('missing', `${expected}, found no file`);
  if ('unreadable' in found) return finding('changed', `${expected}, found ${found.unreadable}`);
  if (found.sha256 === sha256 && found.bytes === bytes) return [];
  return finding('changed', `${expected}, found ${found.bytes} bytes with ${found.sha256}`);
}
