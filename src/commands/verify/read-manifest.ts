import { readFile, stat } from 'node:fs/promises';
import { messageOf } from '../../errors.ts';
import { findingsText, validator } from '../../formats/json-schema.ts';
import { readJson } from '../../formats/read-json.ts';
import type { Manifest, ManifestOutput } from '../../generated/manifest.ts';
import { validate as isManifest } from '../../generated/manifest.validate.ts';

const validate = validator(isManifest);
/** A manifest of all that is published has half a megabyte. */
const MAX_BYTES = 128 * 1024 * 1024;
const ADVICE = 'build again, which writes it anew';

/** `manifest.json`, and those of filtered builds. */
export function isManifestName(name: string): boolean {
  return /^manifest(\.where-[^/]*)?\.json$/.test(name);
}

/** The files that a manifest lists, or what is wrong with it. */
export async function readManifest(
  path: string,
  name: string,
): Promise<{ outputs: ManifestOutput[] } | { broken: string }> {
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES)
      return { broken: `expected at most ${MAX_BYTES} bytes, found ${size}: ${ADVICE}` };
    const document = readJson(await readFile(path), name);
    const findings = validate(document);
    if (findings.length > 0)
      return { broken: `it is no manifest of ours: ${ADVICE}\n${findingsText(findings, 5)}` };
    const { sets, combined = [] } = document as Manifest;
    return { outputs: [...sets, ...combined].flatMap(({ outputs }) => outputs) };
  } catch (error) {
    return { broken: `${messageOf(error)}: ${ADVICE}` };
  }
}
