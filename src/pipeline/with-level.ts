import { AttackMappingsError } from '../errors.ts';
import type { Pipeline, SiteSettings, SourceSettings } from '../generated/pipeline.ts';

const LEVELS = ['tables', 'full'] as const satisfies readonly SiteSettings['level'][];

/** The settings with another level in every source that is a website. Throws `config` when there is none. */
export function withLevel(settings: Pipeline, level: string | undefined): Pipeline {
  if (level === undefined) return settings;
  const chosen = LEVELS.find((name) => name === level);
  if (chosen === undefined) {
    throw new AttackMappingsError(
      'config',
      '--level',
      `there is no level "${level}": choose one of ${LEVELS.join(', ')}`,
    );
  }
  const leveled = (source: SourceSettings): SourceSettings =>
    source.type === 'site' ? { ...source, level: chosen } : source;
  const enrichments = Object.entries(settings.enrichments ?? {});
  const sources = [settings.source, ...enrichments.map(([, { source }]) => source)];
  if (!sources.some(({ type }) => type === 'site')) {
    throw new AttackMappingsError(
      'config',
      '--level',
      '--level is for pipelines that read a website, and this one does not: leave it out',
    );
  }
  return {
    ...settings,
    source: leveled(settings.source),
    ...(settings.enrichments
      ? {
          enrichments: Object.fromEntries(
            enrichments.map(([name, entry]) => [name, { ...entry, source: leveled(entry.source) }]),
          ),
        }
      : {}),
  };
}
