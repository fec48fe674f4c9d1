import { validator } from '../formats/json-schema.ts';
import { yamlSettings } from '../formats/yaml-settings.ts';
import type { Pipeline } from '../generated/pipeline.ts';
import { validate as isPipeline } from '../generated/pipeline.validate.ts';

/** A pipeline file, read and checked. */
export interface LoadedPipeline {
  readonly name: string;
  readonly settings: Pipeline;
}

const validate = validator(isPipeline);

/** The text of a pipeline file as settings. Throws `config` with every finding at its line and column. */
export function loadPipeline(name: string, text: string, subject: string): LoadedPipeline {
  const { value } = yamlSettings(text, subject, { validate, whole: 'the pipeline' });
  return { name, settings: value as Pipeline };
}
