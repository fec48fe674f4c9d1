import { parse } from 'yaml';

/** What is looked at of a workflow or of a composite action. */
export interface WorkflowFile {
  readonly on?: {
    readonly workflow_call?: { readonly inputs?: Readonly<Record<string, unknown>> };
  };
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly permissions?: unknown;
  readonly jobs?: Readonly<Record<string, Job>>;
  readonly runs?: Job;
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly steps?: readonly Step[];
}

export interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
}

export function readWorkflow(text: string): WorkflowFile {
  return parse(text) as WorkflowFile;
}

function jobsOf({ jobs = {}, runs }: WorkflowFile): Job[] {
  return [...Object.values(jobs), ...(runs ? [runs] : [])];
}

export function stepsOf(file: WorkflowFile): Step[] {
  return jobsOf(file).flatMap(({ steps = [] }) => steps);
}

/** Lines with `uses:` that name neither a file of the same repository nor a commit with its version. */
export function unpinned(text: string): string[] {
  const lines = text.split('\n').filter((line) => /^\s*(- )?uses:/.test(line));
  return lines.filter(
    (line) => !/uses: (\.\/\S+|[\w-]+(\/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/.test(line),
  );
}

/** The commit of each action, by the name of its repository. */
export function pinsOf(text: string): [string, string][] {
  return [...text.matchAll(/uses: ([\w-]+\/[\w-]+)\S*@(\S+)/g)].map(
    ([, name = '', commit = '']) => [name, commit],
  );
}

/** What a workflow may do: nothing unless a job says so, or only read. */
export function isReadOnlyAtTop({ permissions }: WorkflowFile): boolean {
  if (permissions === null || typeof permissions !== 'object') return false;
  return Object.values(permissions).every((value) => value === 'read' || value === 'none');
}

/** Permissions of jobs that are more than to read, as `pull-requests: write`. */
export function writesOf(file: WorkflowFile): string[] {
  return jobsOf(file).flatMap(({ permissions = {} }) =>
    Object.entries(permissions)
      .filter(([, value]) => value !== 'read')
      .map(([name, value]) => `${name}: ${value}`),
  );
}

/** Scripts that an expression is pasted into: what it holds would be run. */
export function pastedScripts(file: WorkflowFile): string[] {
  return stepsOf(file).flatMap(({ run }) => (run?.includes('${{') ? [run] : []));
}

/** A composite action as a workflow with its inputs and steps, for a linter that knows only those. */
export function asWorkflow(text: string): string {
  const { inputs = {}, runs } = readWorkflow(text);
  const stated = Object.keys(inputs).map((name) => [name, { type: 'string' }]);
  // JSON is YAML.
  return JSON.stringify({
    on: { workflow_call: { inputs: Object.fromEntries(stated) } },
    jobs: { action: { 'runs-on': 'ubuntu-latest', steps: runs?.steps } },
  });
}
