import { asAttackMappingsError } from '../../errors.ts';
import { prettyJson } from '../../formats/json-text.ts';
import type { RegenerationReport } from '../../generated/regeneration.ts';
import type { Published } from '../../io/git/publish-branch.ts';
import { appendJobSummary, setStepOutputs } from '../../io/github/job-files.ts';
import { buildSummary } from '../../report/build-summary.ts';
import { changesText } from '../../report/changes-text.ts';
import { type JobFacts, jobSummary } from '../../report/job-summary.ts';
import { escapeMarkdown } from '../../report/markdown-escape.ts';
import { stepOutputs } from '../../report/step-outputs.ts';
import { artifactText } from '../export-sets.ts';
import { writeFileWhole } from '../validate/write-file-whole.ts';
import { writeOut } from '../write-out.ts';
import { troubleCode } from './exit-code.ts';
import { type PublishRequest, publishChanges, requestPull } from './publish.ts';
import type { Regeneration } from './run.ts';
import { writeSarif } from './sarif-file.ts';
import { whatChanged } from './what-changed.ts';

export interface FinishOptions extends Partial<PublishRequest> {
  readonly signal: AbortSignal;
  /** Files to write. */
  readonly changes?: string;
  readonly report?: string;
  readonly sarif?: string;
  readonly exitCode?: boolean;
  readonly json?: boolean;
}

const CHANGED = 10;

/**
 * What comes after a build: the files that were asked for, the branch and its pull request, what a job
 * of GitHub is told, what is printed. What goes wrong with one ends none of the others. Resolves to
 * the exit code, the gravest of 1, 11 and 10.
 */
export async function finish(regeneration: Regeneration, options: FinishOptions): Promise<number> {
  const { run, folders } = regeneration;
  const { signal, changes, report, sarif } = options;
  const started = performance.now();
  const troubles: string[] = [];
  const attempt = async <T>(subject: string, step: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await step();
    } catch (thrown) {
      signal.throwIfAborted();
      const error = asAttackMappingsError(thrown, 'export', subject);
      troubles.push(`${error.subject}: ${error.message}`);
      return undefined;
    }
  };
  const what = whatChanged(folders);
  if (report !== undefined)
    await attempt(report, async () => writeFileWhole(report, await jsonText(run)));
  if (changes !== undefined)
    await attempt(changes, () =>
      writeFileWhole(changes, `# ${escapeMarkdown(what.title)}\n\n${what.body}`),
    );
  if (sarif !== undefined) await attempt(sarif, () => writeSarif(sarif, folders, signal));

  const request = publishRequest(options);
  const published = request
    ? await attempt('publish', () => publishChanges(folders, what.title, request))
    : undefined;
  if (published?.status === 'refused') troubles.push(published.reason ?? 'not published');
  const folder = folders[0]?.place.folder;
  // Also when it is there already: an earlier run may have failed to open it.
  const pullRequest =
    request?.pullRequest && published?.commit && folder
      ? await attempt('pull request', () => requestPull(folder, what, request))
      : undefined;
  const facts: JobFacts = {
    report: run,
    changed: what.changed,
    title: what.title,
    files: what.files,
    mappings: what.report.totals.changes.mappings,
    ...(pullRequest === undefined ? {} : { pullRequest }),
    troubles,
    durations: [
      { step: 'build', seconds: run.totals.seconds },
      { step: 'reports and publishing', seconds: (performance.now() - started) / 1000 },
    ],
  };
  await attempt('GITHUB_STEP_SUMMARY', () =>
    appendJobSummary(`${jobSummary(facts)}\n${what.body}`),
  );
  await attempt('GITHUB_OUTPUT', () => setStepOutputs(stepOutputs(facts, options)));

  if (options.json) {
    const pull = pullRequest === undefined ? {} : { pull_request: pullRequest };
    const told: RegenerationReport = {
      schema_version: '1.0.0',
      changed: what.changed,
      title: what.title,
      files: what.files,
      troubles,
      ...(published ? { published: { ...published, ...pull } } : {}),
      changes: { ...what.report },
      run: { ...run },
    };
    await writeOut(prettyJson(told));
  } else {
    await writeOut([`${buildSummary(run)}\n\n`, ...changesText(what.report, { all: false })]);
    if (published) process.stdout.write(`\n${publishedText(published, options)}\n`);
    if (pullRequest) process.stdout.write(`pull request: ${pullRequest}\n`);
  }
  for (const trouble of troubles) process.stderr.write(`attack-mappings: ${trouble}\n`);
  const code = troubles.length > 0 ? 1 : troubleCode(run);
  return code === 0 && options.exitCode && what.changed ? CHANGED : code;
}

function publishRequest(options: FinishOptions): PublishRequest | undefined {
  const { remote = 'origin', branch, base, pullRequest = false, signal } = options;
  return branch === undefined ? undefined : { remote, branch, base, pullRequest, signal };
}

function publishedText(
  { status, commit, files }: Published,
  { branch, remote = 'origin' }: FinishOptions,
): string {
  const where = `${branch} of ${remote}`;
  const told: Readonly<Record<Published['status'], string>> = {
    pushed: `pushed to ${where}: ${commit}, ${files} files`,
    unchanged: commit ? `${where} has it already: ${commit}` : 'nothing to push',
    refused: `not pushed to ${where}`,
  };
  return told[status];
}

function jsonText(value: unknown): Promise<string> {
  return artifactText({ chunks: prettyJson(value) });
}
