import { type SchemaFinding, type Validator, validator } from '../formats/json-schema.ts';
import { manifestSchema } from '../generated/manifest.ts';
import { mappingSetSchema } from '../generated/mapping-set.ts';
import { navigatorLayerSchema } from '../generated/navigator-layer.ts';
import { runReportSchema } from '../generated/run-report.ts';
import { stixBundleSchema } from '../generated/stix-bundle.ts';
import { unifiedMappingsSchema } from '../generated/unified-mappings.ts';

/** A kind of document, told by members that only it has. */
interface Kind {
  readonly name: string;
  readonly marks: (document: Record<string, unknown>) => boolean;
  readonly validate: Validator;
}

const KINDS: readonly Kind[] = [
  {
    name: 'unified mappings',
    marks: (d) => 'mapping_objects' in d,
    validate: validator(unifiedMappingsSchema),
  },
  { name: 'mapping set', marks: (d) => 'mappings' in d, validate: validator(mappingSetSchema) },
  { name: 'STIX bundle', marks: (d) => d.type === 'bundle', validate: validator(stixBundleSchema) },
  {
    name: 'Navigator layer',
    marks: (d) => 'techniques' in d || 'domain' in d,
    validate: validator(navigatorLayerSchema),
  },
  {
    name: 'manifest',
    marks: (d) => 'sets' in d && 'pipeline' in d,
    validate: validator(manifestSchema),
  },
  {
    name: 'run report',
    marks: (d) => 'pipelines' in d && 'totals' in d,
    validate: validator(runReportSchema),
  },
];

export interface Validation {
  /** The kind of document; undefined when it is none that is known. */
  readonly kind: string | undefined;
  readonly findings: readonly SchemaFinding[];
}

/** A parsed document against the schema of its kind. */
export function validateValue(document: unknown): Validation {
  const members =
    document !== null && typeof document === 'object' && !Array.isArray(document) ? document : {};
  const kind = KINDS.find(({ marks }) => marks(members as Record<string, unknown>));
  if (kind) return { kind: kind.name, findings: kind.validate(document) };
  const known = KINDS.map(({ name }) => name).join(', ');
  return {
    kind: undefined,
    findings: [{ pointer: '', message: `expected one of: ${known}; found none of their members` }],
  };
}
