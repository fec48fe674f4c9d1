import { type SchemaFinding, type Validator, validator } from '../../formats/json-schema.ts';
import { validate as isBaseline } from '../../generated/baseline.validate.ts';
import { validate as isChangeReport } from '../../generated/changes.validate.ts';
import { validate as isManifest } from '../../generated/manifest.validate.ts';
import { validate as isMappingSet } from '../../generated/mapping-set.validate.ts';
import { validate as isNavigatorLayer } from '../../generated/navigator-layer.validate.ts';
import { validate as isRegeneration } from '../../generated/regeneration.validate.ts';
import { validate as isReview } from '../../generated/review.validate.ts';
import { validate as isRunReport } from '../../generated/run-report.validate.ts';
import { validate as isStixBundle } from '../../generated/stix-bundle.validate.ts';
import { validate as isStixLedger } from '../../generated/stix-ledger.validate.ts';
import { validate as isUnifiedMappings } from '../../generated/unified-mappings.validate.ts';
import { validate as isValidation } from '../../generated/validation.validate.ts';
import { isLayerLike } from '../../layers/layer-format.ts';
import { isRecord } from '../../model/json-value.ts';

/** A kind of document, told by members that only it has. */
interface Kind {
  readonly name: string;
  readonly marks: (document: Readonly<Record<string, unknown>>) => boolean;
  readonly validate: Validator;
}

const KINDS: readonly Kind[] = [
  {
    name: 'unified mappings',
    marks: (d) => 'mapping_objects' in d,
    validate: validator(isUnifiedMappings),
  },
  { name: 'mapping set', marks: (d) => 'mappings' in d, validate: validator(isMappingSet) },
  { name: 'STIX bundle', marks: (d) => d.type === 'bundle', validate: validator(isStixBundle) },
  {
    name: 'Navigator layer',
    marks: isLayerLike,
    validate: validator(isNavigatorLayer),
  },
  {
    name: 'manifest',
    marks: (d) => 'sets' in d && 'pipeline' in d,
    validate: validator(isManifest),
  },
  {
    name: 'regeneration report',
    marks: (d) => 'troubles' in d && 'changes' in d,
    validate: validator(isRegeneration),
  },
  {
    name: 'run report',
    marks: (d) => 'pipelines' in d && 'totals' in d,
    validate: validator(isRunReport),
  },
  {
    name: 'validation report',
    marks: (d) => 'rules' in d && 'totals' in d,
    validate: validator(isValidation),
  },
  {
    name: 'change report',
    marks: (d) => 'sets_added' in d,
    validate: validator(isChangeReport),
  },
  {
    name: 'STIX ledger',
    marks: (d) => 'objects' in d && 'schema_version' in d,
    validate: validator(isStixLedger),
  },
  {
    name: 'review',
    marks: (d) => 'rows' in d && 'to' in d,
    validate: validator(isReview),
  },
  {
    name: 'baseline',
    marks: (d) => 'files' in d && 'schema_version' in d,
    validate: validator(isBaseline),
  },
];

export interface Validation {
  /** The kind of document; undefined when it is none that is known. */
  readonly kind: string | undefined;
  readonly findings: readonly SchemaFinding[];
}

/** A parsed document against the schema of its kind; of a list, as `parse` prints it, each element. */
export function validateValue(document: unknown): Validation {
  if (!Array.isArray(document) || document.length === 0) return validateOne(document);
  const results = document.map(validateOne);
  return {
    kind: results[0]?.kind,
    findings: results.flatMap(({ findings }, i) =>
      findings.map((finding) => ({ ...finding, pointer: `/${i}${finding.pointer}` })),
    ),
  };
}

/** The name of the kind of a document that is no list; undefined when it is none that is known. */
export function kindNameOf(document: unknown): string | undefined {
  return kindOf(document)?.name;
}

function kindOf(document: unknown): Kind | undefined {
  return isRecord(document) ? KINDS.find(({ marks }) => marks(document)) : undefined;
}

function validateOne(document: unknown): Validation {
  const kind = kindOf(document);
  if (kind) return { kind: kind.name, findings: kind.validate(document) };
  const known = KINDS.map(({ name }) => name).join(', ');
  return {
    kind: undefined,
    findings: [{ pointer: '', message: `expected one of: ${known}; found none of their members` }],
  };
}
