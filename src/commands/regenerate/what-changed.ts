import { changeReport, hasChanges } from '../../changes/change-report.ts';
import { isRespelled } from '../../changes/change-totals.ts';
import type { ChangeReport } from '../../generated/changes.ts';
import { counted } from '../../model/text.ts';
import { changesMarkdown, changesTitle } from '../../report/changes-markdown.ts';
import type { ChangedFolder } from './watch-folder.ts';

/** What a regeneration changed, for people and machines. */
export interface WhatChanged {
  readonly report: ChangeReport;
  /** True when mappings changed, or files for another reason than that ids are spelled otherwise. */
  readonly changed: boolean;
  /** Number of files that came, went or changed. */
  readonly files: number;
  /** One line. */
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

/** A comment on GitHub takes 65,536 characters. */
const MOST_BYTES = 60_000;

export function whatChanged(folders: readonly ChangedFolder[]): WhatChanged {
  const report = changeReport({
    old: 'before',
    new: 'after',
    sets: folders.flatMap(({ changes }) => changes.sets),
    setsAdded: folders.flatMap(({ changes }) => changes.setsAdded),
    setsRemoved: folders.flatMap(({ changes }) => changes.setsRemoved),
  });
  const files = folders.reduce((sum, folder) => sum + folder.files.length, 0);
  const spelling = isRespelled(report.totals.changes);
  const mappings = hasChanges(report);
  const about = `${counted(files, 'file')} came, went or changed.`;
  return {
    report,
    files,
    changed: mappings || (files > 0 && !spelling),
    title:
      mappings || spelling || files === 0
        ? changesTitle(report)
        : `mappings as before, ${counted(files, 'file')} changed`,
    body: `${changesMarkdown(report, { maxBytes: MOST_BYTES })}\n${about}\n`,
  };
}
