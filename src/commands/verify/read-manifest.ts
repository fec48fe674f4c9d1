import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { messageOf } from '../../errors.ts';
import { findingsText, validator } from '../../formats/json-schema.ts';
import { readJson } from '../../formats/read-json.ts';
import type { Manifest, ManifestOutput } from '../../generated/manifest.ts';
import { validate as isManifest } from '../../generated/manifest.validate.ts';
import { noticeText } from '../../pipeline/manifest.ts';

const validate = validator(isManifest);
/** A manifest of all that is published has half a megabyte. */
const MAX_BYTES = 128 * 1024 * 1024;
const ADVICE = 'build again, which writes it anew';

/** `manifest.json`, and those of filtered builds. */
export function isManifestName(name: string): boolean {
  return /^manifest(\.where-[^/]*)?\.json$/.test(name);
}

export interface ReadManifest {
  readonly name: string;
  readonly outputs: readonly ManifestOutput[];
  /** The sha256 of the notice that belongs to it. */
  readonly notice: string;
}

/** What a manifest says of the files beside it, or what is wrong with it. */
export async function readManifest(
  path: string,
  name: string,
): Promise<ReadManifest | { broken: string }> {
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES)
      return { broken: `expected at most ${MAX_BYTES} bytes, found ${size}: ${ADVICE}` };
    const document = readJson(await readFile(path), name);
    const findings = validate(document);
    if (findings.length > 0)
      return { broken: `it is no manifest of ours: ${ADVICE}\n${findingsText(findings, 5)}` };
    const { sets, combined = [], attribution } = document as Manifest;
    const outputs = [...sets, ...combined].flatMap((entry) => entry.outputs);
    const notice = createHash('sha256').update(noticeText(attribution)).digest('hex');
    return { name, outputs, notice };
  } catch (error) {
    return { broken: `${messageOf(error)}: ${ADVICE}` };
  }
}
