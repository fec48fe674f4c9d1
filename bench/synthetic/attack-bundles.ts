import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readBundle } from '../../src/attack/read-bundle.ts';
import { jsonElements } from '../../src/formats/json-elements.ts';
import { compareText } from '../../src/model/compare.ts';
import type { NamedTechnique } from './rows.ts';

const SAMPLE = resolve(import.meta.dirname, '../../pipelines/sample/attack');
/** Where the publisher keeps ATT&CK, in the layout of a mirror. */
export const ATTACK_PATH = 'raw.githubusercontent.com/mitre-attack/attack-stix-data/master';

/** ATT&CK as a folder has it: `index.json` and one folder of bundles for each domain. */
export interface AttackBundles {
  readonly folder: string;
  /** The release of a domain that there is a bundle of and that is nearest to a version. */
  release(domain: string, version: string): string;
  /** Its living techniques, in the order of their ids. */
  techniques(domain: string, release: string): Promise<readonly NamedTechnique[]>;
}

/** The bundles of the corpus, or of the sample where there is no corpus. */
export async function attackBundles(corpus: string | undefined): Promise<AttackBundles> {
  const inCorpus = corpus && join(corpus, ATTACK_PATH);
  const folder = inCorpus && existsSync(inCorpus) ? inCorpus : SAMPLE;
  const files = await readdir(folder, { recursive: true });
  const known = new Map<string, Promise<readonly NamedTechnique[]>>();
  return {
    folder,
    release(domain, version) {
      const prefix = `${domain}-attack-`;
      const releases = files
        .map((file) => file.split(/[\\/]/).at(-1) ?? '')
        .filter((name) => name.startsWith(prefix) && name.endsWith('.json'))
        .map((name) => name.slice(prefix.length, -'.json'.length));
      const distance = (release: string) => Math.abs(Number(release) - Number(version));
      const [nearest] = releases.sort((a, b) => distance(a) - distance(b) || compareText(a, b));
      if (nearest === undefined) throw new Error(`no ATT&CK bundle of ${domain} in ${folder}`);
      return nearest;
    },
    techniques(domain, release) {
      const path = join(folder, `${domain}-attack`, `${domain}-attack-${release}.json`);
      const read = known.get(path) ?? readTechniques(path, domain);
      known.set(path, read);
      return read;
    },
  };
}

async function readTechniques(path: string, domain: string): Promise<readonly NamedTechnique[]> {
  const release = { version: '', url: path, sha256: '' };
  const objects = jsonElements(await readFile(path), 'objects', path);
  const { techniques } = readBundle(objects, domain, release);
  return [...techniques.values()]
    .filter(({ revoked, deprecated }) => !revoked && !deprecated)
    .map(({ id, name }) => ({ id, name }))
    .sort((a, b) => compareText(a.id, b.id));
}
