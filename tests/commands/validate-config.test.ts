import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadConfig } from '../../src/commands/validate/config.ts';
import { temporaryFolder } from '../support/run-cli.ts';

async function settingsOf(text: string) {
  const folder = await temporaryFolder();
  const file = join(folder, 'c.yaml');
  await writeFile(file, text);
  return (await loadConfig(file, ['schema'])).settings;
}

it.each(['', '# rules: {}\n', '---\n'])('a configuration of %j sets nothing', async (text) => {
  expect(await settingsOf(text)).toEqual({});
});

it('a configuration that is no object is refused', async () => {
  await expect(settingsOf('[]')).rejects.toThrow(/expected object/);
  await expect(settingsOf('rules:\n')).rejects.toThrow(/rules: expected object/);
});
