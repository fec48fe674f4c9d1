import type { Pipeline } from '../generated/pipeline.ts';

/** The settings with another version to align to, or with `none`. */
export function withAlignment(settings: Pipeline, align: string | undefined): Pipeline {
  if (align === undefined) return settings;
  const { align: _, ...rest } = settings;
  return align === 'none' ? rest : { ...rest, align };
}
