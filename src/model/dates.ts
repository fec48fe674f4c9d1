import type { Dates } from '../generated/mapping-set.ts';
import { isDatedVersion } from './frameworks.ts';

/** `09/21/2021`, `09.21.2021` or `2021-09-21` as ISO 8601; undefined when it is no date. */
export function isoDate(text: string | undefined): string | undefined {
  const american = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text ?? '');
  const iso = american
    ? `${american[3]}-${american[1]?.padStart(2, '0')}-${american[2]?.padStart(2, '0')}`
    : /^\d{4}-\d{2}-\d{2}/.exec(text ?? '')?.[0];
  if (iso === undefined) return undefined;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
}

export interface StatedDates {
  readonly creation: string | undefined;
  readonly update: string | undefined;
  readonly frameworkVersion: string;
  /** From the pipeline file. */
  readonly pipeline: string | undefined;
  /** Release date of the ATT&CK version. */
  readonly attackRelease: string | undefined;
}

/** What the source states; else the pipeline file, a dated version, the ATT&CK release: marked as inferred. */
export function datesOf(stated: StatedDates): Dates | undefined {
  const creation = isoDate(stated.creation) ?? isoDate(stated.update);
  if (creation !== undefined) return between(creation, isoDate(stated.update));
  const pipeline = isoDate(stated.pipeline);
  if (pipeline !== undefined) return { ...between(pipeline), inferred: 'pipeline' };
  const version = isDatedVersion(stated.frameworkVersion)
    ? isoDate(stated.frameworkVersion)
    : undefined;
  if (version !== undefined) return { ...between(version), inferred: 'framework_version' };
  const release = isoDate(stated.attackRelease);
  return release === undefined ? undefined : { ...between(release), inferred: 'attack_release' };
}

function between(created: string, update: string = created): Dates {
  return { created, modified: update > created ? update : created };
}
