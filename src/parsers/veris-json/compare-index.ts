import type { DocumentNode } from '../../formats/document-node.ts';
import type { Place } from '../../generated/run-report.ts';
import { shorten } from '../../model/text.ts';
import type { ParsedRecord } from '../../records.ts';

/** For each value of VERIS the techniques that are mapped to it, with the names stated there. */
export type NamesByValue = Map<string, Map<string, string | undefined>>;

const LONGEST_ID = 1000;

/**
 * The index of techniques by the parts of a value, `action.hacking.variety.DoS`, against the rows.
 * Reports techniques with another name, and what only one of the two has.
 */
export function* compareIndex(
  index: DocumentNode,
  rows: NamesByValue,
  source: string,
): Generator<ParsedRecord> {
  const seen = new Map<string, Set<string>>();
  for (const { value, technique, node } of leaves(index, '')) {
    const pair = `${quote(technique)} of ${quote(value)}`;
    const names = rows.get(value);
    seen.set(value, (seen.get(value) ?? new Set()).add(technique));
    if (!names?.has(technique)) {
      const message = `${pair} is in veris_to_attack alone and makes no row`;
      yield finding('mapping-in-index-only', message, node.place, source);
      continue;
    }
    const [stated = '', indexed = ''] = [names.get(technique), node.optional('name')?.text()];
    if (stated === indexed) continue;
    const message = `${pair} is called ${quote(indexed)} in veris_to_attack, ${quote(stated)} in attack_to_veris, which is followed`;
    yield finding('name-differs', message, node.place, source);
  }
  for (const [value, names] of rows) {
    for (const technique of names.keys()) {
      if (seen.get(value)?.has(technique)) continue;
      const message = `${quote(technique)} of ${quote(value)} is not in veris_to_attack`;
      yield finding('mapping-not-in-index', message, index.place, source);
    }
  }
}

interface Leaf {
  readonly value: string;
  readonly technique: string;
  readonly node: DocumentNode;
}

/** Techniques are the objects whose name is text; what is above them are the parts of the value. */
function* leaves(node: DocumentNode, value: string): Generator<Leaf> {
  if (value.length > LONGEST_ID) node.refuse(`an id of at most ${LONGEST_ID} characters`);
  for (const [part, child] of node.members()) {
    if (typeof child.members().get('name')?.content === 'string') {
      yield { value, technique: part, node: child };
    } else {
      yield* leaves(child, value === '' ? part : `${value}.${part}`);
    }
  }
}

function finding(rule: string, message: string, place: Place, source: string): ParsedRecord {
  return { kind: 'diagnostic', diagnostic: { severity: 'info', rule, source, place, message } };
}

function quote(text: string): string {
  return JSON.stringify(shorten(text));
}
