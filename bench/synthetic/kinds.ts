import { CORPUS_SHAPES, type SetShape } from './set-shape.ts';

/** What can be generated. */
export const KINDS = ['one', 'ten', 'hundred', 'large', 'long', 'small'] as const;
export type Kind = (typeof KINDS)[number];

export const KIND_WORDS: Readonly<Record<Kind, string>> = {
  one: 'as many sets and rows as the corpus',
  ten: 'the corpus times 10',
  hundred: 'the corpus times 100',
  large: 'one set of 500,000 rows',
  long: 'one set of 20,000 rows, each with a comment of 4,000 characters',
  small: '1,000 sets of 20 to 60 rows',
};

/** The sets of a kind. `share` makes every set smaller, but none empty. */
export function shapesOf(kind: Kind, share = 1): SetShape[] {
  return shapes(kind).map((shape) => ({
    ...shape,
    rows: Math.max(1, Math.round(shape.rows * share)),
    capabilities: Math.max(1, Math.round(shape.capabilities * share)),
    groups: Math.max(1, Math.round(shape.groups * share)),
  }));
}

function shapes(kind: Kind): SetShape[] {
  switch (kind) {
    case 'one':
      return copies(1);
    case 'ten':
      return copies(10);
    case 'hundred':
      return copies(100);
    case 'large':
      return [single('large', { rows: 500_000, capabilities: 10_000, groups: 200 })];
    case 'long':
      return [
        single('long', { rows: 20_000, capabilities: 400, groups: 20, comments: [4000, 4000] }),
      ];
    case 'small':
      return Array.from({ length: 1000 }, (_, i) =>
        single(`small_${i + 1}`, { rows: 20 + (i % 41), capabilities: 8, groups: 3 }),
      );
  }
}

/** Each copy of the corpus has frameworks of its own: more sets, none of them larger. */
function copies(count: number): SetShape[] {
  return Array.from({ length: count }, (_, i) =>
    CORPUS_SHAPES.map((shape) => ({ ...shape, framework: `${shape.framework}_copy${i + 1}` })),
  ).flat();
}

function single(framework: string, shape: Partial<SetShape>): SetShape {
  return {
    framework,
    version: 'v1.0',
    attackVersion: '16.1',
    domain: 'enterprise',
    style: 'controls',
    rows: 1,
    capabilities: 1,
    groups: 1,
    comments: [0, 0],
    ...shape,
  };
}
