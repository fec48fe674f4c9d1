import { appendFile } from 'node:fs/promises';
import { AttackMappingsError, messageOf } from '../../errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A step summary is refused as a whole when it is larger: 1 MiB. */
const LARGEST_SUMMARY = 1024 * 1024;
const CUT = '\n\n… cut here: the report of the run has all.\n';

/** Appends Markdown to the summary of the step, in a job of GitHub Actions; elsewhere does nothing. */
export async function appendJobSummary(
  markdown: string,
  env: Environment = process.env,
): Promise<void> {
  await append('GITHUB_STEP_SUMMARY', fitted(markdown), env);
}

/**
 * Sets outputs of the step, in a job of GitHub Actions; elsewhere does nothing. Rejects with an
 * `export` error when the file that Actions names cannot be written.
 */
export async function setStepOutputs(
  outputs: Readonly<Record<string, string>>,
  env: Environment = process.env,
): Promise<void> {
  const text = Object.entries(outputs).map(([name, value]) => heredoc(name, value));
  await append('GITHUB_OUTPUT', text.join(''), env);
}

/**
 * The multiline form of workflow commands. The line that ends the value is none of the value, so
 * that no value can set another output.
 */
function heredoc(name: string, value: string): string {
  if (!/^[A-Za-z_][\w-]*$/.test(name)) throw new RangeError(`${name} is no name of an output`);
  let end = 'END_OF_VALUE';
  for (let i = 1; value.includes(end); i += 1) end = `END_OF_VALUE_${i}`;
  return `${name}<<${end}\n${value}\n${end}\n`;
}

async function append(variable: string, text: string, env: Environment): Promise<void> {
  const path = env[variable];
  if (path === undefined || path === '') return;
  try {
    await appendFile(path, text);
  } catch (cause) {
    const message = `cannot write to the file that ${variable} names: ${messageOf(cause)}`;
    throw new AttackMappingsError('export', variable, message, { cause });
  }
}

function fitted(markdown: string): string {
  const bytes = Buffer.from(markdown, 'utf8');
  if (bytes.length <= LARGEST_SUMMARY) return markdown;
  const room = bytes.subarray(0, LARGEST_SUMMARY - Buffer.byteLength(CUT));
  return `${room.subarray(0, room.lastIndexOf('\n')).toString('utf8')}${CUT}`;
}
