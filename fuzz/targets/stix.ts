import fc from 'fast-check';
import { stixExporter } from '../../src/exporters/stix/exporter.ts';
import { findingsText, validator } from '../../src/formats/json-schema.ts';
import { validate as isBundle } from '../../src/generated/stix-bundle.validate.ts';
import { oasisFolder, validateOasis } from '../../tests/support/oasis.ts';
import { type Bundle, checkBuild, checkRules } from '../../tests/support/stix-rules.ts';
import { exported } from '../export.ts';
import { failOn } from '../fail-on.ts';
import { anyFamily, exportSetOf, type Stated } from '../inputs/any-set.ts';
import { viewOf } from '../inputs/made-attack.ts';
import { type Target, target } from '../target.ts';

const validate = validator(isBundle);
const ATTACK_IDS = new Set(
  viewOf('enterprise', '16.1').domains.flatMap(({ techniques }) =>
    [...techniques.values()].map(({ stix_id }) => stix_id),
  ),
);

interface Case {
  readonly family: readonly Stated[];
  readonly options: Readonly<Record<string, string>>;
}

/** Bundles of any sets are STIX 2.1, keep every rule of our model, and share objects of one content. */
export const stixTarget: Target = target<Case>({
  name: 'exporters/stix',
  short: 80,
  input: fc.record({
    family: anyFamily,
    options: fc.constantFrom<Case['options']>({}, { detect: 'detects' }, { realm: 'sample' }),
  }),
  check: async ({ family, options }) => {
    const files = await exported(stixExporter, family.map(exportSetOf), options);
    const bundles = [...files.values()].map((text): Bundle => JSON.parse(text));
    for (const bundle of bundles) checkBundle(bundle, options);
    if (family.every(({ filter }) => filter === undefined)) failOn(checkBuild(bundles));
  },
});

export function checkBundle(bundle: Bundle, { realm }: { readonly realm?: string } = {}): void {
  const findings = validate(bundle);
  if (findings.length > 0) throw new Error(findingsText(findings));
  failOn(checkRules(bundle, ATTACK_IDS, [], realm));
  if (oasisFolder !== undefined) failOn(bundle.objects.flatMap(validateOasis));
}
