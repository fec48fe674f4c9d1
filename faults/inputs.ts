import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Inputs that change from night to night. */
export interface Inputs {
  /** Arguments that name the pipeline, and what it reads from. */
  readonly args: readonly string[];
  /** Lets releases come and go, and comments change; `random` decides. */
  change(random: () => number): Promise<void>;
}

const GATES = /^ {2}(max_shrinkage|lost_|new_values|changed_shape|unknown_attack).*\n/gm;

/** The embedded sample, copied into `folder`, in which documents come, go and change. */
export async function sampleInputs(pipelines: string, folder: string): Promise<Inputs> {
  await cp(join(pipelines, 'sample'), join(folder, 'sample'), { recursive: true });
  const settings = await readFile(join(pipelines, 'sample.yaml'), 'utf8');
  const file = join(folder, 'sample.yaml');
  const change = await changingFiles(join(pipelines, 'sample'), join(folder, 'sample'), {
    below: 'mappings',
    listing: 'git-tree.json',
  });
  return {
    args: [file],
    async change(random) {
      // With its gates a night may keep old sets, without them they go.
      await writeFile(file, random() < 0.5 ? settings : settings.replace(GATES, ''));
      await change(random);
    },
  };
}

/** A mirror of the publisher's repository, in which its files come, go and change. */
export async function corpusInputs(corpus: string, folder: string): Promise<Inputs> {
  const repository = 'center-for-threat-informed-defense/mappings-explorer';
  for (const host of ['api.github.com', 'raw.githubusercontent.com'])
    await cp(join(corpus, host), join(folder, host), { recursive: true });
  const change = await changingFiles(corpus, folder, {
    below: `raw.githubusercontent.com/${repository}/main/mappings`,
    listing: `api.github.com/repos/${repository}/git/trees/main?recursive=1`,
  });
  return { args: ['mappings-explorer', '--mirror', folder], change };
}

interface Place {
  /** Folder of mapping files. */
  readonly below: string;
  readonly listing: string;
}

async function changingFiles(
  source: string,
  copy: string,
  { below, listing }: Place,
): Promise<Inputs['change']> {
  const names = await readdir(join(source, below), { recursive: true });
  const files = names.filter((name) => name.endsWith('.json')).sort();
  const listed = JSON.parse(await readFile(join(source, listing), 'utf8'));
  return async (random) => {
    const gone = new Set<string>();
    for (const name of files) {
      const target = join(copy, below, name);
      // One of ten is not there tonight.
      if (random() < 0.1) {
        gone.add(name);
        await rm(target, { force: true });
        continue;
      }
      const text = await readFile(join(source, below, name), 'utf8');
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, random() < 0.3 ? edited(text, random) : text);
    }
    const tree = listed.tree.filter(
      ({ path }: { path: string }) => ![...gone].some((name) => path.endsWith(`mappings/${name}`)),
    );
    await writeFile(join(copy, listing), JSON.stringify({ ...listed, tree }));
  };
}

/** A document of which a row is gone and another has a new comment. */
function edited(text: string, random: () => number): string {
  const document = JSON.parse(text);
  const rows: Record<string, unknown>[] = document.mapping_objects;
  if (rows.length > 4) rows.splice(Math.floor(random() * rows.length), 1);
  const row = rows[Math.floor(random() * rows.length)];
  if (row) row.comments = `Changed ${Math.floor(random() * 1e6)}.`;
  return JSON.stringify(document);
}
