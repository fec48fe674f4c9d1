import { describe, expect, it } from 'vitest';
import type { ManifestSet } from '../../src/generated/manifest.ts';
import type { ErrorReport, RunReport } from '../../src/generated/run-report.ts';
import { type Answer, listed, nights, rows } from '../support/nights.ts';
import { sampleText } from '../support/sample-server.ts';

const SET = 'kev/attack-15.1/kev-02.13.2025/mobile';
const ALIGNED = `aligned-18.1/${SET}`;
const COMBINED = 'combined/18.1/mobile';
const DOCUMENT = `mappings/${SET}/kev-02.13.2025_attack-15.1-mobile.json`;
const LISTING = 'git-tree.json';
const HTML = '<!doctype html><html><body>Sorry, down for the night</body></html>';

function reportOf(report: RunReport, path: string) {
  return report.pipelines[0]?.sets.find((set) => set.path === path);
}

interface Night {
  readonly answers: Readonly<Record<string, Answer>>;
  /** No copy of what was fetched before is there. */
  readonly isForgetful?: boolean;
  readonly code: ErrorReport['code'];
  readonly gate?: string;
  readonly message: RegExp;
  readonly entry: Partial<ManifestSet>;
}

/** What becomes of one set: with gates it fails or is stale, and loses nothing either way. */
const NIGHTS: Record<string, Night> = {
  'its document answers 503, and no copy of it is stored': {
    answers: { [DOCUMENT]: 503 },
    isForgetful: true,
    code: 'fetch',
    message: /503/,
    entry: { status: 'kept', reason: 'fetch error' },
  },
  'its document is HTML': {
    answers: { [DOCUMENT]: HTML },
    code: 'parse',
    message: /./,
    entry: { status: 'kept', reason: 'parse error' },
  },
  'its document is an empty list': {
    answers: { [DOCUMENT]: '[]' },
    code: 'schema',
    message: /expected object/,
    entry: { status: 'kept', reason: 'schema error' },
  },
  'its document has no rows': {
    answers: { [DOCUMENT]: rows(() => []) },
    code: 'schema',
    message: /mapping_objects/,
    entry: { status: 'kept', reason: 'schema error' },
  },
  'its document has one row': {
    answers: { [DOCUMENT]: rows((all) => all.slice(0, 1)) },
    code: 'expectation',
    gate: 'min_rows',
    message:
      /^stopped by the gates min_rows: expected at least 2 rows, found 1; max_shrinkage: .*; lost_capabilities: .*--accept min_rows:kev\/\S+ --accept max_shrinkage:kev/,
    entry: { status: 'stale', gate: 'min_rows' },
  },
  'its document has half the rows': {
    answers: { [DOCUMENT]: rows((all) => all.filter((_, i) => i < 5 || i === 8)) },
    code: 'expectation',
    gate: 'max_shrinkage',
    message: new RegExp(
      `^stopped by the gate max_shrinkage: expected at most 20 % fewer than the 9 rows of ${SET}, found 6, 33\\.3 % fewer\\. Check the source; where it is right, let it through once with --accept max_shrinkage:${SET}$`,
    ),
    entry: {
      status: 'stale',
      gate: 'max_shrinkage',
      reason: `max_shrinkage: expected at most 20 % fewer than the 9 rows of ${SET}, found 6, 33.3 % fewer`,
    },
  },
  'capabilities are gone': {
    answers: {
      [DOCUMENT]: rows((all) => all.map((row) => ({ ...row, capability_id: 'CVE-2021-38000' }))),
    },
    code: 'expectation',
    gate: 'lost_capabilities',
    message:
      /at most 0 of the 4 capabilities of kev\/\S+ to be gone, found 3 gone: CVE-2019-2215, /,
    entry: { status: 'stale', gate: 'lost_capabilities' },
  },
  'a column has another name': {
    answers: {
      [DOCUMENT]: rows((all) => all.map(({ comments, ...row }) => ({ ...row, remarks: comments }))),
    },
    code: 'expectation',
    gate: 'changed_shape',
    message: /changed_shape: expected the fields of kev\/\S+, found comments gone, remarks new\./,
    entry: { status: 'stale', gate: 'changed_shape' },
  },
  'a required column has another name': {
    answers: {
      [DOCUMENT]: rows((all) =>
        all.map(({ attack_object_id, ...row }) => ({ ...row, technique_id: attack_object_id })),
      ),
    },
    code: 'schema',
    message: /attack_object_id/,
    entry: { status: 'kept', reason: 'schema error' },
  },
  'a mapping type is new': {
    answers: {
      [DOCUMENT]: rows((all) =>
        all.map((row, i) => (i === 0 ? { ...row, mapping_type: 'tertiary_impact' } : row)),
      ),
    },
    code: 'expectation',
    gate: 'new_values',
    message:
      /new_values: expected no values but those of kev\/\S+, found mapping_type tertiary_impact\./,
    entry: { status: 'stale', gate: 'new_values' },
  },
};

describe.each(Object.entries(NIGHTS))('a night on which %s', (_, night) => {
  it('with gates: the last good set stays and says why, and the next good night mends it', async () => {
    const { answers, isForgetful, code, gate, message, entry } = night;
    const regenerated = await nights();
    const good = await regenerated.gated();
    expect(good.totals).toMatchObject({ failed: 0, stale: 0 });
    const before = await regenerated.files();

    regenerated.publish(answers);
    const bad = await regenerated.gated([], isForgetful);
    const status = gate === undefined ? 'failed' : 'stale';
    for (const path of [SET, ALIGNED, COMBINED]) {
      expect(reportOf(bad, path), path).toMatchObject({ status });
      expect(reportOf(bad, path)?.error?.gate, path).toBe(gate);
    }
    const { error } = reportOf(bad, SET) ?? {};
    expect(error?.code).toBe(code);
    expect(error?.message).toMatch(message);
    expect(bad.totals).toMatchObject({ failed: 0, stale: 0, [status]: 3 });
    // Every file is as it was, those of all other sets too.
    expect((await regenerated.files()).files).toEqual(before.files);
    expect(await regenerated.entry(SET)).toMatchObject(entry);
    const { sets, combined = [] } = await regenerated.manifest();
    const old = [...sets, ...combined].filter((each) => each.status !== 'current');
    expect(old.map((each) => each.path)).toEqual([ALIGNED, SET, COMBINED]);
    expect(new Set(old.map((each) => each.gate))).toEqual(new Set([gate]));
    expect(new Set(old.map((each) => each.status))).toEqual(new Set([entry.status]));

    regenerated.publish({});
    const mended = await regenerated.gated();
    expect(mended.totals).toMatchObject({ failed: 0, stale: 0 });
    expect(await regenerated.files()).toEqual(before);
  });
});

describe('a night by the command line, which judges no gate', () => {
  it.each(
    Object.entries(NIGHTS).filter(([, { gate }]) => gate === undefined || gate === 'min_rows'),
  )('%s: exit code 1, and the last good set stays', async (_, { answers, isForgetful, code }) => {
    const built = await nights();
    expect((await built.plain()).exitCode).toBe(0);
    const before = await built.files();
    built.publish(answers);
    const { exitCode, report } = await built.plain(isForgetful);
    expect(exitCode).toBe(1);
    expect(reportOf(report, SET)).toMatchObject({ status: 'failed', error: { code } });
    expect((await built.files()).files).toEqual(before.files);
    expect(await built.entry(SET)).toMatchObject({ status: 'kept', reason: `${code} error` });
    built.publish({});
    expect((await built.plain()).exitCode).toBe(0);
    expect(await built.files()).toEqual(before);
  });
});

describe('a night on which the source as a whole is bad', () => {
  const EVERYTHING: Record<
    string,
    [answers: Record<string, Answer>, code: string, message: RegExp]
  > = {
    'the listing answers 503, and no copy of it is stored': [{ [LISTING]: 503 }, 'fetch', /503/],
    'the listing is HTML': [{ [LISTING]: HTML }, 'parse', /JSON/],
    'the listing is an empty list': [{ [LISTING]: '[]' }, 'parse', /with a list "tree"/],
    'the listing names nothing': [
      { [LISTING]: '{"tree":[]}' },
      'expectation',
      /expected paths like mappings\/.*found none among 0 listed/,
    ],
  };

  it.each(Object.entries(EVERYTHING))('%s: nothing at all is touched', async (_, night) => {
    const [answers, code, message] = night;
    const built = await nights();
    await built.gated();
    const before = await built.files();
    built.publish(answers);
    const { exitCode, report } = await built.plain(true);
    expect(exitCode).toBe(1);
    const gated = await built.gated([], true);
    for (const each of [report, gated]) {
      expect(each.pipelines[0]?.error).toMatchObject({ code });
      expect(each.pipelines[0]?.error?.message).toMatch(message);
      expect(each.pipelines[0]?.error?.gate).toBeUndefined();
    }
    expect(await built.files()).toEqual(before);
    built.publish({});
    await built.gated();
    expect(await built.files()).toEqual(before);
  });

  it('answers of 503 where copies are stored change nothing, and it is said', async () => {
    const built = await nights();
    await built.plain();
    const before = await built.files();
    built.publish({ [LISTING]: 503, [DOCUMENT]: 503 });
    const { exitCode, report } = await built.plain();
    expect(exitCode).toBe(0);
    expect(report.totals).toMatchObject({ failed: 0, unchanged: report.totals.sets });
    const stale = report.pipelines[0]?.diagnostics.filter(({ rule }) => rule === 'fetch');
    expect(stale?.map(({ source }) => source)).toEqual([
      `${built.origin}/${LISTING}`,
      `${built.origin}/${DOCUMENT}`,
    ]);
    expect(await built.files()).toEqual(before);
  });

  it('a framework is gone: its sets are stale, and all others go on', async () => {
    const built = await nights();
    await built.gated();
    const before = await built.files();
    built.publish({ [LISTING]: listed((paths) => paths.filter((path) => path !== DOCUMENT)) });
    const report = await built.gated();
    expect(report.totals).toMatchObject({ failed: 0, stale: 1 });
    expect(reportOf(report, SET)).toMatchObject({ status: 'stale', error: { gate: 'lost_sets' } });
    expect(reportOf(report, SET)?.error?.message).toMatch(
      /^stopped by the gate lost_sets: expected at most 0 sets to be gone from the source, found 1 gone: kev\/\S+mobile\. Check .* --accept lost_sets:kev\/\S+mobile$/,
    );
    expect((await built.files()).files).toEqual(before.files);
    const { sets, combined = [] } = await built.manifest();
    const old = [...sets, ...combined].filter((each) => each.status !== 'current');
    expect(old.map(({ path, status, gate }) => [path, status, gate])).toEqual(
      [ALIGNED, SET, COMBINED].map((path) => [path, 'stale', 'lost_sets']),
    );

    // A second night is no other, and one that a person lets through is the last.
    expect((await built.gated()).totals.stale).toBe(1);
    const accepted = await built.gated([`lost_sets:${SET}`]);
    expect(accepted.totals).toMatchObject({ failed: 0, stale: 0 });
    expect(accepted.pipelines[0]?.diagnostics).toContainEqual(
      expect.objectContaining({ severity: 'warning', rule: 'gate-accepted' }),
    );
    expect(await built.entry(SET)).toMatchObject({
      status: 'kept',
      reason: 'no longer at the source',
    });
    // So do what was aligned of it, and the files of a domain that has no other set.
    expect(await built.entry(ALIGNED)).toMatchObject({
      status: 'kept',
      reason: 'no longer at the source',
    });
    const mobile = (await built.manifest()).combined?.find(({ path }) => path === COMBINED);
    expect(mobile).toMatchObject({
      status: 'kept',
      reason: `${ALIGNED}: no longer at the source`,
    });
    expect((await built.gated()).totals).toMatchObject({ failed: 0, stale: 0 });

    built.publish({});
    await built.gated();
    expect(await built.files()).toEqual(before);
  });

  it('a framework is gone, by the command line: its files stay', async () => {
    const built = await nights();
    await built.plain();
    const before = await built.files();
    built.publish({ [LISTING]: listed((paths) => paths.filter((path) => path !== DOCUMENT)) });
    expect((await built.plain()).exitCode).toBe(0);
    const { files } = await built.files();
    for (const [path, hash] of Object.entries(before.files)) {
      if (path.startsWith(SET)) expect(files[path], path).toBe(hash);
    }
    expect(await built.entry(SET)).toMatchObject({
      status: 'kept',
      reason: 'no longer at the source',
    });
    built.publish({});
    expect((await built.plain()).exitCode).toBe(0);
    expect(await built.files()).toEqual(before);
  });

  it('many sets are gone: the pipeline stops, and each of its sets is stale', async () => {
    const built = await nights();
    await built.gated();
    const before = await built.files();
    built.publish({ [LISTING]: listed((paths) => paths.filter((path) => path.includes('kev'))) });
    const report = await built.gated();
    expect(report.pipelines[0]?.error).toMatchObject({ code: 'expectation', gate: 'min_sets' });
    expect(report.pipelines[0]?.error?.message).toMatch(
      /^stopped by the gate min_sets: expected at least 12 sets, found 2\. Check .* --accept min_sets$/,
    );
    expect((await built.files()).files).toEqual(before.files);
    const { sets, combined = [] } = await built.manifest();
    for (const entry of [...sets, ...combined]) {
      expect(entry).toMatchObject({ status: 'stale', gate: 'min_sets' });
      expect(entry.reason).toBe('min_sets: expected at least 12 sets, found 2');
    }
    // By the command line it is an error, and the manifest stays as it is.
    const told = await built.files();
    expect((await built.plain()).exitCode).toBe(1);
    expect(await built.files()).toEqual(told);
    // Let through, it is the other gate that asks where the sets are.
    const accepted = await built.gated(['min_sets']);
    expect(accepted.totals).toMatchObject({ sets: 4, stale: 11 });
    expect((await built.files()).files).toEqual(before.files);

    built.publish({});
    await built.gated();
    expect(await built.files()).toEqual(before);
  });
});

describe('a night on which a framework is new', () => {
  const NEW = 'nightly/attack-15.1/nightly-1.0/mobile';
  const NEW_DOCUMENT = `mappings/${NEW}/nightly.json`;
  const withNew = listed((paths) => [...paths, NEW_DOCUMENT]);

  async function document(): Promise<string> {
    const text = await sampleText(DOCUMENT);
    return text.replace('"kev"', '"nightly"').replace('"02/13/2025"', '"1.0"');
  }

  it('it is built, and no set before it is touched', async () => {
    const built = await nights();
    await built.gated();
    const before = await built.files();
    built.publish({ [LISTING]: withNew, [NEW_DOCUMENT]: await document() });
    const report = await built.gated();
    expect(report.totals).toMatchObject({ failed: 0, stale: 0 });
    expect(reportOf(report, NEW)).toMatchObject({ status: 'built', mappings: 9 });
    expect(await built.entry(NEW)).toMatchObject({ status: 'current' });
    const { files } = await built.files();
    for (const [path, hash] of Object.entries(before.files)) {
      if (!path.startsWith('combined/')) expect(files[path], path).toBe(hash);
    }
  });

  it('one that is broken fails alone, and is mended the next night', async () => {
    const built = await nights();
    await built.gated();
    const before = await built.files();
    built.publish({ [LISTING]: withNew, [NEW_DOCUMENT]: HTML });
    const { exitCode, report } = await built.plain();
    expect(exitCode).toBe(1);
    expect(reportOf(report, NEW)).toMatchObject({ status: 'failed', error: { code: 'parse' } });
    expect((await built.files()).files).toEqual(before.files);
    expect(await built.entry(NEW)).toBeUndefined();
    built.publish({ [LISTING]: withNew, [NEW_DOCUMENT]: await document() });
    expect((await built.gated()).totals).toMatchObject({ failed: 0, stale: 0 });
    expect(await built.entry(NEW)).toMatchObject({ status: 'current' });
  });
});
