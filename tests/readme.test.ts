import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cliPath, runProcess, temporaryFolder } from './support/run-cli.ts';

const ROOT = join(import.meta.dirname, '..');
const README = await readFile(join(ROOT, 'README.md'), 'utf8');

/** The fenced blocks of a language, without their fences. */
function blocks(language: string): string[] {
  const fenced = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms');
  return [...README.matchAll(fenced)].map(([, text = '']) => text);
}

const LINES = blocks('sh').flatMap((block) => block.trim().split('\n'));
/** Without a network only the embedded sample can be built. */
const CLI_LINES = LINES.filter(
  (line) => line.startsWith('npx attack-mappings ') && !line.includes('mappings-explorer'),
);

/** A folder where a program finds the package as it is compiled here, with its own cache. */
async function consumer() {
  const folder = await temporaryFolder();
  const modules = join(folder, 'node_modules');
  await mkdir(join(modules, '@types'), { recursive: true });
  await symlink(ROOT, join(modules, 'attack-mappings'), 'junction');
  for (const name of ['@types/node', 'undici-types'])
    await symlink(join(ROOT, 'node_modules', name), join(modules, name), 'junction');
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  const env = { ...process.env, ATTACK_MAPPINGS_CACHE: join(folder, 'cache'), TMPDIR: folder };
  return { folder, options: { cwd: folder, env } };
}

describe('what the README shows works', () => {
  it('the library example compiles and runs', { timeout: 60_000 }, async () => {
    const [example, ...others] = blocks('ts');
    expect(others).toEqual([]);
    const { folder, options } = await consumer();
    await writeFile(join(folder, 'example.ts'), example ?? '');
    const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
    const args = ['--module', 'nodenext', '--target', 'es2023', '--lib', 'es2023'];
    const strict = ['--strict', '--types', 'node', 'example.ts'];
    const compiled = await runProcess(process.execPath, [tsc, ...args, ...strict], options);
    expect(compiled).toMatchObject({ exitCode: 0, stdout: '' });

    const { exitCode, stdout, stderr } = await runProcess(
      process.execPath,
      ['example.js'],
      options,
    );
    expect({ exitCode, stdout }, stderr).toMatchObject({ exitCode: 0 });
    expect(stdout).toMatch(/^M365: 50 mappings$/m);
    expect(stdout).toMatch(/enterprise\/navigator-layer\.json: M365 .*, \d+ techniques$/m);
    expect(stdout).toMatch(/^27 sets, 0 failed, \d+ files in /m);
  });

  it('the commands on the sample run in the order shown', { timeout: 60_000 }, async () => {
    expect(CLI_LINES.length).toBeGreaterThanOrEqual(4);
    const { folder, options } = await consumer();
    for (const line of CLI_LINES) {
      const command = line.replace('npx attack-mappings', `"${process.execPath}" "${cliPath}"`);
      const { exitCode, stderr } = await runProcess(command, [], { ...options, shell: true });
      expect({ line, exitCode }, stderr).toEqual({ line, exitCode: 0 });
    }
    const readBack = await readFile(join(folder, 'output', 'sample', 'manifest.json'), 'utf8');
    expect(JSON.parse(readBack)).toMatchObject({ pipeline: 'sample' });
  });

  it('convert does with a file of your own what the table says', async () => {
    const { folder, options } = await consumer();
    const set = 'mappings/kev/attack-15.1/kev-02.13.2025/mobile';
    const sample = join(ROOT, 'pipelines', 'sample');
    const own = join(folder, 'my-mappings.json');
    await cp(join(sample, set, 'kev-02.13.2025_attack-15.1-mobile.json'), own);
    const [, shown = ''] = /`convert (my-mappings[^`]*)`/.exec(README) ?? [];
    const args = ['convert', ...shown.split(' '), '--attack', join(sample, 'attack', 'index.json')];
    const { exitCode, stdout } = await runProcess(process.execPath, [cliPath, ...args], options);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^mapping_framework,/);
  });

  it('the scripts that it names are in package.json', async () => {
    const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
    const named = [...README.matchAll(/npm (?:run )?(start|test|compile|bench)\b/g)];
    for (const [, script = ''] of named) expect(Object.keys(scripts)).toContain(script);
    expect(LINES).toContain('npm ci && npm test');
  });

  it('every option that it names is one of some command', async () => {
    const { options } = await consumer();
    const commands = [
      ...['build', 'list', 'validate', 'convert', 'migrate', 'diff', 'regenerate', 'verify'],
    ];
    const helps = commands.map((command) =>
      runProcess(process.execPath, [cliPath, command, '--help'], options),
    );
    const help = (await Promise.all(helps)).map(({ stdout }) => stdout).join();
    const named = new Set(
      [...README.matchAll(/(?<![\w-])--[a-z]+(?:-[a-z]+)*/g)].map(([option]) => option),
    );
    for (const option of named) expect(help).toContain(option);
  });
});
