import type { Cache, FetchDocument, WrittenFile } from '../contracts.ts';
import type { ManifestSet } from '../generated/manifest.ts';
import type { Diagnostic } from '../generated/run-report.ts';
import { hashOf } from '../model/hash-of.ts';
import type { SetOutcome } from './build-family.ts';
import type { SetPlan } from './plan.ts';

/** What a build of a family left, so that the same inputs need no work. */
interface FamilyState {
  readonly fingerprint: string;
  readonly sets: readonly {
    readonly entry: ManifestSet;
    readonly diagnostics: readonly Diagnostic[];
  }[];
}

/** What tells whether the files of an earlier build still stand. */
interface Standing {
  readonly fetch: FetchDocument;
  /** True when the file is in the output folder with just these bytes. */
  readonly holds: (file: WrittenFile) => Promise<boolean>;
}

/** What earlier builds of one pipeline left. Losing it costs time, never correctness. */
export interface Memory {
  /** The outcomes of the last build when they still stand: same settings and code, same bytes in every document, every file in place. */
  recall(family: readonly SetPlan[], standing: Standing): Promise<SetOutcome[] | undefined>;
  /** Keeps the outcomes, when no set of the family failed. */
  keep(family: readonly SetPlan[], outcomes: readonly SetOutcome[]): void;
  save(): Promise<void>;
}

/**
 * `settings` is everything that decides what the files of all families hold, but for the documents'
 * bytes; `settingsOf` what decides more for one.
 */
export async function openMemory(
  cache: Cache,
  name: string,
  settings: readonly unknown[],
  settingsOf: (family: readonly SetPlan[]) => unknown,
): Promise<Memory> {
  const file = `builds/${hashOf([name])}.json`;
  const states = await read(cache, file);
  const wanted = (family: readonly SetPlan[]) =>
    hashOf([
      settings,
      settingsOf(family),
      family.map(({ path, documents, newest }) => [path, documents, newest]),
    ]);
  return {
    async recall(family, standing) {
      const state = states.get(nameOf(family));
      if (state === undefined || state.fingerprint !== wanted(family)) return undefined;
      return (await stillStands(state, standing)) ? outcomesOf(state, family) : undefined;
    },
    keep(family, outcomes) {
      const sets = outcomes.flatMap((outcome) =>
        'error' in outcome ? [] : [{ entry: outcome.entry, diagnostics: outcome.diagnostics }],
      );
      if (sets.length < family.length) states.delete(nameOf(family));
      else states.set(nameOf(family), { fingerprint: wanted(family), sets });
    },
    save: () => cache.put(file, JSON.stringify([...states])),
  };
}

async function read(cache: Cache, file: string): Promise<Map<string, FamilyState>> {
  try {
    const entries = JSON.parse((await cache.get(file)) ?? '[]') as [string, FamilyState][];
    return new Map(entries.filter(([, state]) => Array.isArray(state?.sets)));
  } catch {
    return new Map();
  }
}

async function stillStands({ sets }: FamilyState, { fetch, holds }: Standing): Promise<boolean> {
  const checks = sets.flatMap(({ entry }) => [
    ...entry.inputs
      .filter(({ role }) => role !== 'ledger')
      .map(async ({ url, sha256 }) => (await fetch(url)).sha256 === sha256),
    ...entry.outputs.map((file) => holds(file)),
  ]);
  // A document that cannot be fetched fails its set in the build proper, with its message.
  const results = await Promise.allSettled(checks);
  return results.every((result) => result.status === 'fulfilled' && result.value);
}

function outcomesOf({ sets }: FamilyState, family: readonly SetPlan[]): SetOutcome[] | undefined {
  const outcomes = family.flatMap((plan) => {
    const found = sets.find(({ entry }) => entry.path === plan.path);
    return found === undefined ? [] : [{ plan, ...found }];
  });
  return outcomes.length === family.length ? outcomes : undefined;
}

function nameOf(family: readonly SetPlan[]): string {
  return family.map(({ path }) => path).join(' ');
}
