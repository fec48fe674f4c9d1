import { ctidJsonExporter } from '../../src/exporters/ctid-json.ts';
import { canonicalText, jsonExporter } from '../../src/exporters/json.ts';
import { findingsText, validator } from '../../src/formats/json-schema.ts';
import type { MappingSet } from '../../src/generated/mapping-set.ts';
import { validate as isMappingSet } from '../../src/generated/mapping-set.validate.ts';
import { mappingSet } from '../../src/parsers/mapping-set.ts';
import { unifiedJson } from '../../src/parsers/unified-json.ts';
import { differences } from '../differences.ts';
import { exported } from '../export.ts';
import { failOn } from '../fail-on.ts';
import { anyFamily, exportSetOf, type Stated } from '../inputs/any-set.ts';
import { readBack } from '../read-back.ts';
import { type Target, target } from '../target.ts';

const validate = validator(isMappingSet);

/** `mappings.json` of any set is valid, and read again it gives the same set to the byte. */
export const jsonTarget: Target = target<readonly Stated[]>({
  name: 'exporters/json',
  short: 80,
  input: anyFamily,
  check: async (family) => {
    for (const entry of family.map(exportSetOf)) {
      for (const text of (await exported(jsonExporter, [entry])).values()) {
        checkValid(JSON.parse(text));
        const again = await readBack(mappingSet, text, entry);
        failOn(differences(textOf(entry.set), textOf(again)));
      }
    }
  },
});

/** `ctid.json` of any set is in the publisher's format, and read again it gives the same rows. */
export const ctidTarget: Target = target<readonly Stated[]>({
  name: 'exporters/ctid-json',
  short: 80,
  input: anyFamily,
  check: async (family) => {
    // The publisher's format has a row at least.
    const sets = family.map(exportSetOf).filter(({ set }) => set.mappings.length > 0);
    for (const entry of sets) {
      for (const text of (await exported(ctidJsonExporter, [entry])).values()) {
        const again = await readBack(unifiedJson, text, entry);
        failOn(differences(rowTexts(entry.set), rowTexts(again)));
      }
    }
  },
});

export function checkValid(set: unknown): void {
  const findings = validate(set);
  if (findings.length > 0) throw new Error(findingsText(findings));
}

function textOf(set: MappingSet): string {
  return [...canonicalText(set)].join('');
}

/** Each row as text; the order of the set is that of the content. */
function rowTexts({ mappings }: MappingSet): string {
  return mappings.map((row) => JSON.stringify(row)).join('\n');
}
