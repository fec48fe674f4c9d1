import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const REPOSITORY = 'center-for-threat-informed-defense/mappings-explorer';

/** A mirror of the publisher's repository, in which files come and go as in its history. */
export interface ReleaseMirror {
  /** Folder for --mirror. */
  readonly folder: string;
  /** A file as the repository has it now, by its path there, as `mappings/m365/…/x.json`. */
  publish(path: string, text: string): void;
  withdraw(path: string): void;
}

/** ATT&CK is that of another mirror. */
export function releaseMirror(folder: string, attackMirror: string): ReleaseMirror {
  const raw = join(folder, 'raw.githubusercontent.com');
  const trees = join(folder, 'api.github.com/repos', REPOSITORY, 'git/trees');
  const paths = new Set<string>();
  mkdirSync(raw, { recursive: true });
  mkdirSync(trees, { recursive: true });
  symlinkSync(
    join(attackMirror, 'raw.githubusercontent.com/mitre-attack'),
    join(raw, 'mitre-attack'),
  );
  const fileOf = (path: string) => join(raw, REPOSITORY, 'main', path);
  const list = () => {
    const tree = [...paths].map((path) => ({ path, type: 'blob', mode: '100644' }));
    writeFileSync(join(trees, 'main?recursive=1'), JSON.stringify({ tree, truncated: false }));
  };
  return {
    folder,
    publish(path, text) {
      mkdirSync(dirname(fileOf(path)), { recursive: true });
      writeFileSync(fileOf(path), text);
      paths.add(path);
      list();
    },
    withdraw(path) {
      rmSync(fileOf(path));
      paths.delete(path);
      list();
    },
  };
}
