import type { Report } from '../contracts.ts';
import { asAttackMappingsError } from '../errors.ts';
import type { MappingSet, SetKey } from '../generated/mapping-set.ts';
import type { Diagnostic } from '../generated/run-report.ts';
import { enricher } from '../model/enrich-set.ts';
import { recordsAbout } from '../model/records-of-set.ts';
import { shorten } from '../model/text.ts';
import type { ParsedRecord } from '../records.ts';
import { unavailable } from './enrichment-notes.ts';
import { type ParseContext, parseDocument } from './parse-document.ts';
import { documentsOf, type SetPlan } from './plan.ts';

/** The set with what the documents that enrich it say: one after the other, so that one of thousands is held. */
export async function enrichSet(
  set: MappingSet,
  plan: SetPlan,
  context: ParseContext & { readonly report: Report },
): Promise<MappingSet> {
  const documents = documentsOf(plan, 'enrich');
  if (documents.length === 0) return set;
  const enriching = enricher(set, context.report);
  for (const planned of documents) {
    try {
      const { document, records } = await parseDocument(planned, plan, context);
      const about = recordsAbout(records, plan.key);
      if (!about.some(speaks) && records.some(speaks)) {
        context.report(otherSet(planned.url, plan, records));
      }
      enriching.add({ ...document, role: 'enrich' }, about);
    } catch (thrown) {
      const error = asAttackMappingsError(thrown, 'parse', planned.url);
      if (error.fatal) throw error;
      context.report(unavailable({ error }));
    }
  }
  return enriching.result();
}

/** Pages on techniques show one version of each framework: those of others find nothing there. */
function otherSet(source: string, { path }: SetPlan, records: readonly ParsedRecord[]): Diagnostic {
  const record = records.find((entry) => entry.kind !== 'diagnostic');
  const isTechnique = records.some(({ kind }) => kind === 'technique');
  return {
    severity: isTechnique ? 'info' : 'warning',
    rule: 'enrichment-of-another-set',
    source,
    place: record?.place ?? { pointer: '' },
    message: `expected something on the set ${path}, found ${inWords(record?.set ?? {})}`,
    suggestion: 'nothing of it is added or compared',
  };
}

function speaks({ kind }: ParsedRecord): boolean {
  return kind !== 'diagnostic';
}

function inWords(set: Partial<SetKey>): string {
  const known = Object.values(set).filter((member) => member !== '');
  return known.length === 0 ? 'no set' : shorten(known.join(', '), 200);
}
