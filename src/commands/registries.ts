import { exporters } from '../exporters/index.ts';
import { parsers } from '../parsers/index.ts';
import type { Registries } from '../pipeline/registries.ts';
import { openSource } from '../sources/index.ts';

/** Every source, parser and exporter there is. */
export const registries: Registries = { openSource, parsers, exporters };
