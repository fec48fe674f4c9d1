import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { inTurn, run, serve, storeNames, temporaryFolder, text } from './support.ts';

const CREATE_FETCH = new URL('../../../src/io/fetch/create-fetch.ts', import.meta.url).href;

/** One run in a process of its own. */
const SCRIPT = `
  const [cacheDir, host] = process.argv.slice(1);
  const { createFetch } = await import(${JSON.stringify(CREATE_FETCH)});
  const onWarning = () => undefined;
  const { fetch } = createFetch({ cacheDir, hosts: [host], userAgent: 'test', onWarning });
  await fetch('http://' + host + '/a');
`;

test('a process killed in mid-download leaves no half document', async () => {
  const cacheDir = await temporaryFolder();
  let kill = () => undefined as unknown;
  const server = await serve(
    inTurn((response) => {
      response.writeHead(200);
      response.write('half');
      // The other process needs a moment to write what it got.
      setTimeout(() => kill(), 300);
    }, text('whole')),
  );
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', SCRIPT, cacheDir, server.host],
    { stdio: 'inherit' },
  );
  kill = () => child.kill('SIGKILL');
  const signal = await new Promise((resolve) => child.on('exit', (_, by) => resolve(by)));
  expect(signal).toBe('SIGKILL');
  expect(await storeNames(cacheDir)).toEqual([expect.stringMatching(/\.tmp$/)]);

  const { text: read } = await run({ servers: [server], cacheDir });
  expect(await read(`${server.origin}/a`)).toBe('whole');
  expect(server.requests).toHaveLength(2);
});
