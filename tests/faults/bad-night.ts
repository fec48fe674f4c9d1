import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { folderContents } from '../support/folder-contents.ts';
import { type CliResult, cliPath, runCli, runProcess } from '../support/run-cli.ts';
import { type BadServer, badServer } from './bad-server.ts';
import type { Scenario } from './scenarios.ts';

const LAPSE = import.meta.resolve('./time-lapse.mjs');

/** A served pipeline, and what an undisturbed build of it writes. */
export interface Bed {
  readonly server: BadServer;
  readonly wanted: Readonly<Record<string, string>>;
  /** Files of the last build, by path. */
  found(): Promise<Record<string, string>>;
  /** A build in accelerated time. */
  build(): Promise<CliResult>;
  /** Hashes the files of the last build by its manifest. */
  verify(): Promise<CliResult>;
  /** Neither output nor cache is there any more. */
  forget(): Promise<void>;
  close(): Promise<void>;
}

interface Setting {
  readonly published: Parameters<typeof badServer>[0];
  /** The pipeline file for a server. */
  readonly pipeline: (server: BadServer) => string;
  /** How much faster time passes than it does. */
  readonly lapse: number;
}

/** Serves a pipeline, and builds it once undisturbed. */
export async function makeBed({ published, pipeline, lapse }: Setting): Promise<Bed> {
  const folder = await mkdtemp(join(tmpdir(), 'attack-mappings-faults-'));
  const server = await badServer(published);
  const file = join(folder, 'served.yaml');
  await writeFile(file, pipeline(server));
  const out = join(folder, 'out');
  const cache = join(folder, 'cache');
  const options = ['--out', out, '--cache', cache, '--quiet'];
  const env = { ...process.env, ATTACK_MAPPINGS_TIME_LAPSE: String(lapse), no_proxy: '*' };
  const build = () =>
    runProcess(process.execPath, ['--import', LAPSE, cliPath, 'build', file, ...options], { env });
  const found = () => folderContents(join(out, 'served'));
  const clean = await build();
  expect(clean.exitCode, clean.stdout + clean.stderr).toBe(0);
  return {
    server,
    wanted: await found(),
    found,
    build,
    verify: () => runCli(['verify', out]),
    async forget() {
      for (const path of [out, cache]) await rm(path, { recursive: true, force: true });
    },
    async close() {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Builds once with the misbehaving server and once with a sound one, and looks at both. */
export async function badNight(bed: Bed, scenario: Scenario): Promise<void> {
  const { server, wanted } = bed;
  await bed.forget();
  server.play(scenario);
  const bad = await bed.build();
  const said = bad.stdout + bad.stderr;
  expect(bad.exitCode, said).toBe(scenario.fails ? 1 : 0);
  expect(said).not.toMatch(/\n {4}at /);
  if (scenario.fails) expect(said).toMatch(scenario.fails);
  else expect(await bed.found()).toEqual(wanted);
  if (scenario.isOne) {
    const { exitCode, stdout, stderr } = await bed.verify();
    expect(exitCode, stdout + stderr).toBe(0);
  } else if (scenario.fails) {
    // Nothing can be known of what there is to build: no file is written.
    expect(Object.keys(await bed.found())).toEqual([]);
  }
  expect(server.strays).toEqual([]);

  server.play();
  const good = await bed.build();
  expect(good.exitCode, good.stdout + good.stderr).toBe(0);
  expect(await bed.found()).toEqual(wanted);
}
