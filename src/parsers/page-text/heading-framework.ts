import { frameworkOfLabel } from '../../model/frameworks.ts';
import { frameworkOfId } from '../../model/id-shapes.ts';
import { shorten } from '../../model/text.ts';
import type { Problem } from './problem.ts';
import type { RowText } from './read-row.ts';
import type { Section } from './sections.ts';

export interface HeadingFramework {
  /** What the heading states; undefined when there is none, or when it is not followed. */
  readonly framework?: string;
  readonly problems: readonly Problem[];
}

/**
 * The framework that the heading of a table states. A label that names none of the known frameworks
 * states itself, in its own spelling, unless all ids of the table have the shape of one framework:
 * then they say more than a label like "Microsoft 365" does, and the framework is that of the ids.
 */
export function frameworkOfHeading(
  { label, line }: Section,
  rows: readonly RowText[],
): HeadingFramework {
  if (label === undefined) return { problems: [] };
  const known = frameworkOfLabel(label);
  if (known !== undefined) return { framework: known, problems: [] };
  const [first, ...others] = new Set(rows.map(shapeOf));
  const message = `the heading "${shorten(label)} Mappings" names no known framework`;
  const problem = (end: string): Problem => ({
    severity: 'warning',
    rule: 'heading-unknown',
    line,
    message: `${message}, ${end}`,
  });
  if (first !== undefined && others.length === 0) {
    const end = `and all ids below it have the shape of ${first}: they are followed`;
    return { problems: [problem(end)] };
  }
  const isMixed = first !== undefined || others.length > 0;
  const end =
    'and the ids below it have not all the shape of one: the heading is kept as framework';
  return { framework: label, problems: isMixed ? [problem(end)] : [] };
}

/** The framework that the shape of a row's id names. */
export function shapeOf({ opening }: RowText): string | undefined {
  return frameworkOfId(opening) ?? frameworkOfId(opening.split(' ', 1)[0] ?? '');
}
