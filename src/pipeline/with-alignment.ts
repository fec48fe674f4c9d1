import { AttackMappingsError } from '../errors.ts';
import type { Pipeline } from '../generated/pipeline.ts';

/** The settings with another version to align to, or with `none`. Throws `config` for what is no version. */
export function withAlignment(settings: Pipeline, align: string | undefined): Pipeline {
  if (align === undefined) return settings;
  const { align: _, ...rest } = settings;
  if (align === 'none') return rest;
  if (/^(?:latest|\d+(?:\.\d+)*)$/.test(align)) return { ...rest, align };
  throw new AttackMappingsError(
    'config',
    '--align',
    `--align takes an ATT&CK version such as 18.1, latest, or none; found "${align}"`,
  );
}
