import { techniqueResolver } from '../src/attack/attack-view.ts';
import type { ExportSet, Parser } from '../src/contracts.ts';
import type { MappingSet } from '../src/generated/mapping-set.ts';
import { assemble } from '../src/model/assemble.ts';
import { recordsOf } from '../src/pipeline/parse-document.ts';

/** The set that a parser and the assembler make of a text, for the key and ATT&CK of another set. */
export async function readBack(parser: Parser, text: string, of: ExportSet): Promise<MappingSet> {
  const document = { url: 'set.json', sha256: '0'.repeat(64), parser: 'unified-json' };
  const input = { ...document, mediaType: '', body: Buffer.from(text) };
  const made = assemble([{ document, records: await recordsOf(parser, input) }], {
    key: of.set.key,
    framework: of.framework,
    resolve: techniqueResolver(of.attack),
    attribution: of.set.attribution,
    report: () => undefined,
  });
  const { attack, dates = made.dates } = of.set;
  return { ...made, ...(dates ? { dates } : {}), ...(attack ? { attack } : {}) };
}
