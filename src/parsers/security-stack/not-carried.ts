import type { ParsedRecord } from '../../contracts.ts';
import { shorten } from '../../model/text.ts';
import type { Control } from './control.ts';

/** What a control says of itself that a mapping set has no place for, in one finding. */
export function* notCarried(control: Control, source: string): Generator<ParsedRecord> {
  const { created, updated, tags, comments, techniques, name } = control;
  const said = [
    created && `creation date ${quote(created.text())}`,
    updated && `last update ${quote(updated.text())}`,
    tags.length > 0 && `tags ${tags.map(quote).join(', ')}`,
    // The comments of a control without techniques are those of its row.
    comments?.text().trim() && techniques.length > 0 && `comments ${quote(comments.text().trim())}`,
  ].filter((text) => typeof text === 'string' && text !== '');
  if (said.length === 0) return;
  yield {
    kind: 'diagnostic',
    diagnostic: {
      severity: 'info',
      rule: 'not-carried',
      source,
      place: name.place,
      message: `a mapping set has no place for what this control alone says: ${said.join('; ')}`,
    },
  };
}

function quote(text: string): string {
  return JSON.stringify(shorten(text, 200));
}
