import { nameOf } from '../../changes/match-sets.ts';
import type { Report } from '../../contracts.ts';
import { AttackMappingsError } from '../../errors.ts';
import { isDeeperThan } from '../../formats/json-depth.ts';
import { parseJson, readJson } from '../../formats/read-json.ts';
import { utf8Text } from '../../formats/utf8-text.ts';
import type { MappingSet, SetKey } from '../../generated/mapping-set.ts';
import type { ReadLayer } from '../../layers/layer-types.ts';
import { readLayer } from '../../layers/read-layer.ts';
import { setPath } from '../../model/set-key.ts';
import { fileKind } from './file-kind.ts';
import { reportLeftOut } from './layer-notes.ts';
import { readSets } from './read-sets.ts';
import type { SideFile } from './side.ts';

const DEEPEST = 256;

/** What one side holds: mapping sets, or layers where there are no sets. */
export interface SideContent {
  readonly sets: readonly MappingSet[];
  /** Layers by the path of their file below what was named. */
  readonly layers: ReadonlyMap<string, ReadLayer>;
}

export interface ContentContext {
  /** What a file does not say of its set. */
  readonly key: Partial<SetKey>;
  readonly report: Report;
}

/**
 * Reads the files of a side. Files in a folder that are neither sets nor layers are passed over; one
 * that was named has to be one of them. Rejects with an AttackMappingsError.
 */
export async function sideContent(
  files: readonly SideFile[],
  { key, report }: ContentContext,
): Promise<SideContent> {
  const sets = new Map<string, { readonly set: MappingSet; readonly file: string }>();
  const layers: { readonly file: SideFile; readonly body: Uint8Array }[] = [];
  for (const file of files) {
    const body = await file.read();
    const kind = fileKind(file, body);
    if (kind === undefined) reportBroken(body, file, report);
    else refuseDeep(body, file.name);
    if (kind === 'layer') layers.push({ file, body });
    if (kind !== 'mappings') continue;
    for (const set of await readSets(body, file.name, key, report)) {
      const twin = sets.get(nameOf(set));
      if (twin !== undefined) throw twins(set, twin.file, file.name);
      sets.set(nameOf(set), { set, file: file.name });
    }
  }
  if (sets.size > 0) return { sets: [...sets.values()].map(({ set }) => set), layers: new Map() };
  return {
    sets: [],
    layers: new Map(
      layers.map(({ file, body }) => {
        const layer = readLayer(readJson(body, file.name), file.name);
        reportLeftOut(layer, report);
        return [file.below, layer];
      }),
    ),
  };
}

/** True when one of the files is a set or a layer. */
export async function holdAny(files: readonly SideFile[]): Promise<boolean> {
  for (const file of files) {
    const kind = fileKind({ ...file, named: false }, await file.read());
    if (kind !== undefined) return true;
  }
  return false;
}

/** Other files may be what they like; whether this one was meant as a set, nobody knows. */
function reportBroken(body: Uint8Array, { name }: SideFile, report: Report): void {
  const parsed = parseJson(body);
  if ('value' in parsed) return;
  report({
    severity: 'warning',
    rule: 'json',
    source: name,
    place: { pointer: '' },
    message: `${parsed.message}: it is passed over`,
  });
}

/** Fields that no format knows are compared as they are, and nobody nests them like this. */
function refuseDeep(body: Uint8Array, name: string): void {
  const text = utf8Text(body);
  const isJson = /^\s*[[{]/.test(text);
  if (!isJson || !isDeeperThan(text, DEEPEST)) return;
  throw new AttackMappingsError(
    'parse',
    name,
    `expected lists and objects at most ${DEEPEST} deep in ${name}, found them deeper: this is no mapping file or layer that can be compared`,
  );
}

function twins({ key }: MappingSet, one: string, other: string): AttackMappingsError {
  return new AttackMappingsError(
    'config',
    other,
    `${one} and ${other} both hold the set ${setPath(key)}: name one of them`,
  );
}
