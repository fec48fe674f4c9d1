import { AttackMappingsError } from '../../errors.ts';
import { counted, shorten } from '../../model/text.ts';
import { type InputFile, inputFiles } from '../input-files.ts';

/** A file to validate, and the earlier bundle that it is compared with. */
interface BundlePair {
  readonly path: string;
  readonly previous: string;
}

export interface BundlePairs {
  readonly pairs: readonly BundlePair[];
  /** What is in one of two folders only. */
  readonly notes: readonly string[];
}

/** As the exporter names bundles: filtered ones have more in their names. */
const BUNDLE_NAME = /(?:^|\/)stix-bundle[^/]*\.json$/;
/** More paths than these are no help to anybody. */
const MOST = 5;

/**
 * Two bundles, or the bundles that are in two folders at the same place. Rejects with a `config`
 * error when there is nothing to compare.
 */
export async function bundlePairs(
  previous: string,
  paths: readonly string[],
): Promise<BundlePairs> {
  const [path] = paths;
  if (path === undefined || paths.length > 1) {
    throw refused(
      `--previous goes with one bundle, or one folder of them; found ${counted(paths.length, 'path')}`,
    );
  }
  const before = await inputFiles(previous);
  const now = await inputFiles(path);
  const [old] = before;
  const isFile = now.some(({ named }) => named);
  if (old?.named !== isFile) {
    const [file, folder] = isFile ? [path, previous] : [previous, path];
    throw refused(
      `${file} is a file and ${folder} is a folder: name two bundles, or two folders of them`,
    );
  }
  if (isFile) return { pairs: [{ path, previous: old.file }], notes: [] };
  return pairsByName(bundlesIn(before), bundlesIn(now), { previous, path });
}

function pairsByName(
  before: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
  { previous, path }: BundlePair,
): BundlePairs {
  const pairs = [...now].flatMap(([name, file]) => {
    const old = before.get(name);
    return old === undefined ? [] : [{ path: file, previous: old }];
  });
  if (pairs.length === 0) {
    throw refused(
      `no stix-bundle*.json is in ${path} and at the same place in ${previous}: name two folders of one build`,
    );
  }
  return { pairs, notes: [...onlyIn(previous, before, now), ...onlyIn(path, now, before)] };
}

function bundlesIn(files: readonly InputFile[]): Map<string, string> {
  const bundles = files.filter(({ name }) => BUNDLE_NAME.test(name));
  return new Map(bundles.map(({ name, file }) => [name, file]));
}

function onlyIn(
  folder: string,
  files: ReadonlyMap<string, string>,
  others: ReadonlyMap<string, string>,
): string[] {
  const alone = [...files.keys()].filter((name) => !others.has(name));
  if (alone.length === 0) return [];
  const names = alone
    .slice(0, MOST)
    .map((name) => shorten(name))
    .join(', ');
  const more = alone.length > MOST ? ', …' : '';
  return [`${counted(alone.length, 'bundle')} in ${folder} only, not compared: ${names}${more}`];
}

function refused(message: string): AttackMappingsError {
  return new AttackMappingsError('config', '--previous', message);
}
