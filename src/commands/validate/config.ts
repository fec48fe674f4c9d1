import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { AttackMappingsError, messageOf } from '../../errors.ts';
import { validator } from '../../formats/json-schema.ts';
import { yamlSettings } from '../../formats/yaml-settings.ts';
import type { ValidateConfig } from '../../generated/validate-config.ts';
import { validate as isValidateConfig } from '../../generated/validate-config.validate.ts';
import { jsonPointer } from '../../model/json-pointer.ts';
import { nearest } from '../../model/nearest.ts';
import { shorten } from '../../model/text.ts';

const validate = validator(isValidateConfig);

/** Taken from the current folder when no other is named. */
export const DEFAULT_CONFIG = 'attack-mappings.yaml';

export interface LoadedConfig {
  readonly settings: ValidateConfig;
  /** Its folder: paths and globs in it start there. */
  readonly folder: string;
}

/**
 * The configuration of validate: the named file, else the default one where it is there. Rejects
 * with a `config` error with every finding at its line and column.
 */
export async function loadConfig(
  named: string | undefined,
  rules: readonly string[],
): Promise<LoadedConfig> {
  const file = named ?? DEFAULT_CONFIG;
  const text = await readFile(file, 'utf8').catch((cause) => {
    if (named === undefined && cause.code === 'ENOENT') return undefined;
    throw new AttackMappingsError('config', file, `cannot read ${file}: ${messageOf(cause)}`, {
      cause,
    });
  });
  if (text === undefined) return { settings: {}, folder: resolve('.') };
  return { settings: readConfig(text, file, rules), folder: dirname(resolve(file)) };
}

function readConfig(text: string, file: string, rules: readonly string[]): ValidateConfig {
  // A file of comments only is read as null, and says nothing.
  const { value, at } = yamlSettings(text, file, {
    validate: (read) => (read === null ? [] : validate(read)),
    whole: 'the configuration',
  });
  const settings: ValidateConfig = value ?? {};
  const places = [
    { pointer: '/rules', names: Object.keys(settings.rules ?? {}) },
    ...(settings.files ?? []).map((entry, i) => ({
      pointer: jsonPointer('files', String(i), 'rules'),
      names: Object.keys(entry.rules),
    })),
  ];
  const unknown = places.flatMap(({ pointer, names }) =>
    names
      .filter((name) => !rules.includes(name))
      .map((name) => `${at(pointer, name)}: ${unknownRule(name, rules)}`),
  );
  if (unknown.length > 0) throw new AttackMappingsError('config', file, unknown.join('\n  '));
  return settings;
}

function unknownRule(name: string, rules: readonly string[]): string {
  const hint = nearest(name, rules);
  return `there is no rule "${shorten(name)}". ${hint ? `Did you mean ${hint}? ` : ''}--list-rules names all of them`;
}
