import { createHash } from 'node:crypto';
import type { MappingSet } from '../../generated/mapping-set.ts';
import { isDatedVersion } from '../../model/frameworks.ts';
import { FORBIDDEN_IN_SHEET_NAME, SHEET_NAME_LENGTH } from '../../model/sheet-name.ts';

/** Every kind of layer, shortest form of its name; room is kept for the longest. */
const KINDS = {
  overview: '',
  coverage: ' cov',
  protect: ' prot',
  detect: ' det',
  respond: ' resp',
};
const LONGEST_KIND = Math.max(...Object.values(KINDS).map((kind) => kind.length));

/** ` 14.1>16.1 ent`; what is longer is cut. */
const LONGEST_TAIL = 14;

export type LayerKind = keyof typeof KINDS;

/**
 * `M365 12.11.2023 A14.1 ent prot`, of a migrated set `M365 231211 14.1>16.1 ent prot`: never longer
 * than a sheet name, the layers of one set differ, and so do those of different sets: what had to be
 * cut, and a filter, go in as a hash.
 */
export function layerName(set: MappingSet, kind: LayerKind): string {
  const { key, label, filter } = set;
  const from = migratedFrom(set);
  const lead = from === undefined ? 'A' : `${from}>`;
  const tail = ` ${lead}${key.attack_version} ${key.domain.slice(0, 3)}`.replace(
    FORBIDDEN_IN_SHEET_NAME,
    '-',
  );
  const room = SHEET_NAME_LENGTH - tail.length - LONGEST_KIND;
  const version = key.framework_version;
  const heads = [
    `${label} ${version}`,
    `${label} ${shortVersion(version)}`,
    `${label.replaceAll(' ', '')} ${shortVersion(version)}`,
  ];
  const fits = heads.find(
    (head) => head.length <= room && head.search(FORBIDDEN_IN_SHEET_NAME) === -1,
  );
  if (fits !== undefined && filter === undefined) return `${fits}${tail}${KINDS[kind]}`;
  return cutName(set, heads[2] ?? label, tail, kind);
}

/** The version that a migrated set was made for. */
function migratedFrom({ migrations }: MappingSet): string | undefined {
  return migrations?.[0]?.from.version;
}

function cutName(set: MappingSet, head: string, tail: string, kind: LayerKind): string {
  const whole = JSON.stringify([set.key, set.label, set.filter, migratedFrom(set)]);
  const hash = createHash('sha256').update(whole).digest('hex').slice(0, 6);
  const shortTail = tail.slice(0, LONGEST_TAIL);
  const room = SHEET_NAME_LENGTH - shortTail.length - LONGEST_KIND - hash.length - 1;
  const start = head.replace(FORBIDDEN_IN_SHEET_NAME, '-').slice(0, room).trim();
  return `${start}~${hash}${shortTail}${KINDS[kind]}`;
}

/** `02.10.2025` is `250210`. */
function shortVersion(version: string): string {
  if (!isDatedVersion(version)) return version;
  const [month, day, year = ''] = version.split(/[./]/);
  return `${year.slice(2)}${month}${day}`;
}
