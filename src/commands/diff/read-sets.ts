import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Report } from '../../contracts.ts';
import type { MappingSet, SetKey } from '../../generated/mapping-set.ts';
import { assemble } from '../../model/assemble.ts';
import { recordsOfSet } from '../../model/records-of-set.ts';
import { recordsOf } from '../../pipeline/parse-document.ts';
import { planOf } from '../../pipeline/plan.ts';
import { choose } from '../../pipeline/registries.ts';
import { findPipeline } from '../find-pipeline.ts';
import { DEFAULTS } from '../open-attack.ts';
import { attributionOf, keysOf, READ_ONCE } from '../read-mapping-file.ts';
import { recognise } from '../recognise.ts';
import { registries } from '../registries.ts';

/**
 * The sets of a document in any format that tells itself apart, as their publisher states them:
 * ATT&CK is not asked. Rejects with an AttackMappingsError.
 */
export async function readSets(
  body: Uint8Array,
  name: string,
  stated: Partial<SetKey>,
  report: Report,
): Promise<MappingSet[]> {
  const { settings } = await findPipeline(DEFAULTS);
  const parser = recognise(body, name);
  const parse = await choose(registries.parsers, parser, 'parser')();
  const document = {
    url: encodeURIComponent(basename(name)),
    mediaType: '',
    sha256: createHash('sha256').update(body).digest('hex'),
    body,
  };
  const attribution = attributionOf(settings, {});
  const records = await recordsOf(parse, { ...document, set: stated });
  const sets: MappingSet[] = [];
  for (const key of keysOf(records, stated, name, report)) {
    const { framework } = planOf(key, [document], { ...settings, parser });
    const { url, sha256 } = document;
    // Some parsers take from the key what their document does not say.
    const own = READ_ONCE.has(parser) ? records : await recordsOf(parse, { ...document, set: key });
    const documents = [{ document: { url, sha256, parser }, records: recordsOfSet(own, key) }];
    sets.push(assemble(documents, { key, framework, attribution, report }));
  }
  return sets;
}
