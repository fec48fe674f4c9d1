import { readFile } from 'node:fs/promises';
import { AttackMappingsError, messageOf } from '../../errors.ts';
import { GENERATOR_IDENTITY } from '../../exporters/stix/generator.ts';
import { elementTexts } from '../../formats/element-texts.ts';
import { parseJson } from '../../formats/read-json.ts';
import { inWords, isRecord } from '../../model/json-value.ts';
import { checkSuccession } from '../../rules/check.ts';
import { type BundleContent, checkedSuccession } from '../../rules/checked-succession.ts';
import type { LocatedFinding, Rule } from '../../rules/rule.ts';
import { kindNameOf } from './value.ts';

const BUNDLE = 'STIX bundle';

/** A bundle that --previous names. */
export interface EarlierBundle extends BundleContent {
  readonly path: string;
}

/** Rejects with a `config` error when there is no such file, or it is no bundle. */
export async function readEarlierBundle(path: string): Promise<EarlierBundle> {
  const body = await readFile(path).catch((cause) => {
    const message = `cannot read the earlier bundle ${path}: ${messageOf(cause)}`;
    throw new AttackMappingsError('config', path, message, { cause });
  });
  const parsed = parseJson(body);
  if (!('value' in parsed)) throw refused(path, `${path}: ${parsed.message}`);
  const { value, text } = parsed;
  if (kindNameOf(value) !== BUNDLE) {
    const advice = '--previous takes an earlier version of the bundle that is validated';
    throw refused(
      path,
      `expected ${path} to be a ${BUNDLE}, found ${kindInWords(value)}: ${advice}`,
    );
  }
  return { path, ...contentOf(value, text) };
}

/** Throws `config` when what is to be compared with an earlier bundle is none itself. */
export function refuseOtherKinds(file: string, value: unknown, { path }: EarlierBundle): void {
  if (kindNameOf(value) === BUNDLE) return;
  const advice = 'validate it without --previous';
  const message = `expected ${file} to be a ${BUNDLE}, as ${path} is, found ${kindInWords(value)}: ${advice}`;
  throw refused(file, message);
}

/** What the rules on two bundles say of the later one. */
export function successionFindings(
  earlier: EarlierBundle,
  { file, bundle, text }: { file: string; bundle: unknown; text: string },
  rules: readonly Rule[],
): LocatedFinding[] {
  const later = contentOf(bundle, text);
  const producer = GENERATOR_IDENTITY.id;
  return checkSuccession(checkedSuccession({ file, earlier, later, producer }), rules);
}

function contentOf(bundle: unknown, text: string): BundleContent {
  const objects = isRecord(bundle) && Array.isArray(bundle.objects) ? bundle.objects : [];
  return { objects, texts: elementTexts(text, '/objects') };
}

function kindInWords(value: unknown): string {
  return kindNameOf(value) ?? inWords(value);
}

function refused(path: string, message: string): AttackMappingsError {
  return new AttackMappingsError('config', path, message);
}
