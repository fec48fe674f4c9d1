import { beforeAll, expect, it } from 'vitest';
import type { StixAssessment } from '../../src/generated/stix-extension.ts';
import type { UnifiedMappings, UnifiedRow } from '../../src/generated/unified-mappings.ts';
import { factsOf } from '../support/stix-rules/extension.ts';
import { type Bundle, type Json, ofType, records } from '../support/stix-rules/types.ts';
import {
  attackIndex,
  buildCorpus,
  type CorpusBuild,
  describeCorpus,
  unifiedFiles,
} from './corpus.ts';
import { endOfChain, type MappedRow, mappedRows, text } from './published.ts';

/** An assessment as text, with the ends and the type of its relationship. */
interface Line {
  readonly edge: string;
  readonly assessment: string;
}

describeCorpus('the STIX bundles of the corpus', () => {
  let build: CorpusBuild;
  beforeAll(async () => {
    build = await buildCorpus('stix');
  }, 120_000);

  it('hold every mapped row as one assessment of one relationship, and no other assessment', () => {
    const paths = build
      .files('stix-bundle.json')
      .map((path) => path.slice(0, path.lastIndexOf('/')));
    const published = [...unifiedFiles()].filter(([path]) => paths.includes(path));
    const rows = published.map(([path, file]) => ({
      path,
      framework: `${file.metadata.mapping_framework} ${file.metadata.mapping_framework_version}`,
      lines: rowLines(file),
    }));
    expect(rows).toHaveLength(12);
    for (const { path, framework, lines } of rows) {
      // An edge that sets of several domains have is the same in each of their bundles.
      const edges = new Set(lines.map(({ edge }) => edge));
      const explained = rows
        .filter((other) => other.framework === framework)
        .flatMap((other) => other.lines.filter(({ edge }) => edges.has(edge)));
      const written = bundleLines(build.json<Bundle>(`${path}/stix-bundle.json`));
      expect(sorted(written), path).toEqual([...new Set(sorted(explained))]);
    }
  }, 60_000);
});

/** Techniques may be of another domain of the same version; revoked ones are followed. */
function rowLines(file: UnifiedMappings): Line[] {
  const { mapping_framework, attack_version, technology_domain } = file.metadata;
  const domains = [technology_domain, 'enterprise', 'mobile', 'ics'];
  const indexes = domains.flatMap((domain) => attackIndex(domain, attack_version) ?? []);
  return mappedRows(file).map((mapped) => {
    const home = indexes.find(({ techniques }) => techniques.has(mapped.technique));
    const technique = home && endOfChain(home, mapped.technique)?.stix_id;
    return {
      edge: rowEdge(mapping_framework, mapped, technique ?? mapped.technique),
      assessment: rowAssessment(mapped.row),
    };
  });
}

/** The table of our STIX model, row by row. */
function rowEdge(framework: string, { row, capability }: MappedRow, technique: string): string {
  if (framework === 'kev') {
    const vulnerability = `vulnerability ${capability}`;
    return row.mapping_type === 'exploitation_technique'
      ? `${technique} targets ${vulnerability}`
      : `${vulnerability} related-to ${technique}`;
  }
  if (framework === 'veris') return `attack-pattern ${capability} related-to ${technique}`;
  const mitigates =
    ['protect', 'respond'].includes(text(row.score_category)) ||
    ['mitigates', 'protects'].includes(text(row.mapping_type));
  return `course-of-action ${capability} ${mitigates ? 'mitigates' : 'related-to'} ${technique}`;
}

function rowAssessment(row: UnifiedRow): string {
  const type = text(row.mapping_type);
  const ours: Record<string, string> = {
    technique_score: 'technique_scores',
    protects: 'mitigates',
  };
  const references = (row.references ?? []).map(text).filter((reference) => reference !== '');
  return JSON.stringify([
    ours[type] ?? type,
    text(row.score_category).toLowerCase(),
    text(row.score_value).toLowerCase(),
    text(row.related_score),
    text(row.comments),
    references.flatMap((reference) => reference.match(/https?:\S+/g) ?? [reference]),
  ]);
}

function bundleLines({ objects }: Bundle): Line[] {
  const byId = new Map(objects.map((object) => [object.id, object]));
  return ofType(objects, 'relationship').flatMap((relationship) => {
    const { source_ref, relationship_type, target_ref } = relationship;
    const [source, target] = [source_ref, target_ref].map((ref) => endOf(ref, byId.get(ref)));
    const edge = `${source} ${relationship_type} ${target}`;
    const assessments = records(factsOf(relationship).assessments);
    return assessments.map((entry) => ({ edge, assessment: assessmentLine(entry) }));
  });
}

/** A capability by its type and its own id, a technique by its STIX id. */
function endOf(ref: unknown, capability: Json | undefined): string {
  if (capability === undefined) return String(ref);
  const { type, name, external_references } = capability;
  const id = records(external_references)[0]?.external_id;
  return `${type} ${type === 'vulnerability' ? name : id}`;
}

function assessmentLine(assessment: StixAssessment): string {
  const { mapping_type, score_category, score_value, related_score, comment, references } =
    assessment;
  return JSON.stringify([
    mapping_type ?? '',
    score_category ?? '',
    score_value ?? '',
    related_score ?? '',
    comment ?? '',
    (references ?? []).map(({ url, text: words }) => url ?? words),
  ]);
}

function sorted(lines: readonly Line[]): string[] {
  return lines.map(({ edge, assessment }) => `${edge} ${assessment}`).sort();
}
