import { parseJson } from '../../formats/read-json.ts';
import { utf8Text } from '../../formats/utf8-text.ts';
import { migratedKind } from '../recognise.ts';
import type { SideFile } from './side.ts';

/** What every mapping file has beside its rows, or in them. An index of a search engine has mappings too. */
const OF_SETS = /"(?:mapping_objects|attack_to_veris|mapping_types|attack_object_id)"\s*:/;
/** Settings of many programs have a domain. */
const OF_LAYERS = /"(?:techniques|techniqueID)"\s*:/;

export type FileKind = 'layer' | 'mappings';

/**
 * What a file is taken for; undefined: it is passed over. A file that was named has to be something.
 * One that was found has to have members of its own of a set or a layer: it may break off then, and
 * its reader says so, for it was meant as one.
 */
export function fileKind({ named }: SideFile, body: Uint8Array): FileKind | undefined {
  const kind = migratedKind(body);
  if (named) return kind ?? 'mappings';
  if (kind === 'mappings') return OF_SETS.test(utf8Text(body)) ? kind : undefined;
  if (kind === undefined || 'value' in parseJson(body)) return kind;
  return OF_LAYERS.test(utf8Text(body)) ? kind : undefined;
}
