import {
  broken,
  entries,
  isText,
  type LayerRule,
  type Loose,
  scored,
  show,
} from './loose-layer.ts';

const isFlag = (value: unknown) => value === undefined || typeof value === 'boolean';

/** Rules on the entries of a layer. */
export const TECHNIQUE_RULES: readonly LayerRule[] = [
  {
    name: 'technique-id',
    check: (layer) =>
      broken(
        entries(layer).map(({ techniqueID }) => techniqueID),
        (id) => /^T\d{4}(\.\d{3})?$/.test(String(id)),
        'techniqueID',
      ),
  },
  {
    name: 'technique-shown',
    check: (layer, { techniques }) =>
      broken(
        entries(layer).map(({ techniqueID }) => techniqueID),
        (id) => {
          const technique = techniques.get(String(id));
          return technique !== undefined && !technique.revoked && !technique.deprecated;
        },
        'unknown, revoked or deprecated',
      ),
  },
  {
    name: 'technique-once',
    check: (layer) => {
      const ids = entries(layer).map(({ techniqueID }) => techniqueID);
      return ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `twice: ${show(id)}`);
    },
  },
  {
    name: 'no-tactic',
    check: (layer) => broken(entries(layer), (entry: Loose) => !('tactic' in entry), 'tactic'),
  },
  {
    name: 'score',
    check: (layer) =>
      broken(
        scored(layer).map(({ score }) => score),
        (score) => Number.isInteger(score) && Number(score) > 0,
        'score',
      ),
  },
  {
    name: 'unscored-entry',
    check: (layer, { techniques }) => {
      const annotated = entries(layer).filter((entry) => 'score' in entry || 'color' in entry);
      const parents = new Set(annotated.map((e) => techniques.get(String(e.techniqueID))?.parent));
      const unscored = entries(layer).filter((entry) => !('score' in entry || 'color' in entry));
      return broken(unscored, (e: Loose) => parents.has(String(e.techniqueID)), 'has no score');
    },
  },
  {
    name: 'score-or-colour',
    check: (layer) =>
      broken(scored(layer), (entry: Loose) => !('color' in entry), 'a colour hides the score'),
  },
  {
    name: 'sub-techniques',
    check: (layer, { techniques }) => {
      const open = entries(layer).filter((entry) => entry.showSubtechniques === true);
      const shown = new Set(open.map(({ techniqueID }) => techniqueID));
      const parents = scored(layer).map((e) => techniques.get(String(e.techniqueID))?.parent);
      return broken(parents, (parent) => parent === undefined || shown.has(parent), 'not opened');
    },
  },
  {
    name: 'comment',
    check: (layer) =>
      broken(
        entries(layer).map(({ comment }) => comment ?? 'none'),
        (comment) => isText(comment) && comment.length <= 400,
        'comment',
      ),
  },
  {
    name: 'flags',
    check: (layer) =>
      broken(
        entries(layer),
        ({ enabled, showSubtechniques }: Loose) => isFlag(enabled) && isFlag(showSubtechniques),
        'enabled and showSubtechniques',
      ),
  },
];
