import { createHash } from 'node:crypto';
import type { FetchDocument, OutputFolder } from '../contracts.ts';
import { messageOf } from '../errors.ts';
import type { ManifestInput, ManifestSet } from '../generated/manifest.ts';
import { shorten } from '../model/text.ts';
import type { SetPlan } from './plan.ts';

/** Where inputs are read from: documents, and ledgers in the output folder. */
export interface ReadInputs {
  readonly fetch: FetchDocument;
  readonly readOutput: OutputFolder['read'];
}

/** In what the documents of a set are others than its entry in the manifest says, and what it was read with. */
export async function inputDifferences(
  plan: SetPlan,
  entry: ManifestSet,
  inputs: ReadInputs,
): Promise<string[]> {
  const listed = new Map(plan.documents.map((document) => [document.url, document]));
  const differences: string[] = [];
  for (const input of entry.inputs) {
    const document = listed.get(input.url);
    const isDocument = input.role === 'mappings' || input.role === 'enrichment';
    const where = isDocument ? `${plan.path}: ${input.url}` : input.url;
    if (isDocument && document === undefined) {
      differences.push(`${where}: the manifest has it, it is not listed now`);
      continue;
    }
    const found = await bytesDifference(input, inputs);
    if (found !== undefined) differences.push(`${where}: ${found}`);
    if (document && input.parser !== undefined && input.parser !== document.parser) {
      differences.push(`${where}: read by ${input.parser}, now by ${document.parser}`);
    }
  }
  const known = new Set(entry.inputs.map(({ url }) => url));
  for (const { url, role } of plan.documents) {
    // What enriches a set and could not be had is no input: that shows when the set is read.
    if (role === 'rows' && !known.has(url)) {
      differences.push(`${plan.path}: ${url}: listed now, the manifest does not have it`);
    }
  }
  return differences;
}

async function bytesDifference(
  { url, sha256, role }: ManifestInput,
  { fetch, readOutput }: ReadInputs,
): Promise<string | undefined> {
  const found =
    role === 'ledger'
      ? ledgerHash(await readOutput(url))
      : await fetch(url).then(
          (document) => document.sha256,
          (error) => error,
        );
  if (found === sha256) return undefined;
  const what = typeof found === 'string' ? hashText(found) : shorten(messageOf(found), 200);
  return `the manifest has ${hashText(sha256)}, found ${what}`;
}

function ledgerHash(text: string | undefined): string | Error {
  if (text === undefined) return new Error('no such file in the output folder');
  return createHash('sha256').update(text).digest('hex');
}

export function hashText(sha256: string): string {
  return `sha256 ${sha256.slice(0, 12)}…`;
}
