import type { AttackIndex } from '../contracts.ts';
import { compareText } from '../model/compare.ts';
import { isLiving } from '../model/living.ts';
import { nearest } from '../model/nearest.ts';
import { shorten } from '../model/text.ts';
import type { ChosenTechnique, Decision } from './decision.ts';
import { type FoundTechnique, findTechnique } from './find-technique.ts';
import { shortList } from './short-list.ts';
import { followRevokedBy } from './successors.ts';

type Decided = Pick<Decision, 'kind' | 'techniques'>;
type Complain = (message: () => string) => void;

/**
 * Reads the decision column, in letters of any case: `drop`, `keep`, or ids of living techniques apart
 * by spaces or `|`.
 * Undefined when there is none. Complains of each word that is none of these.
 */
export function decisionWords(
  domains: readonly AttackIndex[],
): (text: string, complain: Complain) => Decided | undefined {
  return (text, complain) => {
    const words = wordsIn(text);
    const [first] = words;
    if (first === undefined) return undefined;
    const word = first.toLowerCase();
    if (words.length === 1 && (word === 'drop' || word === 'keep')) {
      return { kind: word, techniques: [] };
    }
    const techniques: ChosenTechnique[] = [];
    for (const id of words) {
      const found = findTechnique(domains, id.toUpperCase());
      if (found && isLiving(found.technique)) {
        techniques.push({ technique: found.technique, domain: found.index.domain });
      } else complain(() => (found ? notLiving(found) : unknownWord(id, domains)));
    }
    techniques.sort((a, b) => compareText(a.technique.id, b.technique.id));
    return { kind: 'techniques', techniques };
  };
}

/** The words of a decision, each once. */
export function wordsIn(text: string): string[] {
  return [...new Set(text.split(/[\s|]+/).filter((word) => word !== ''))];
}

function unknownWord(word: string, domains: readonly AttackIndex[]): string {
  if (/^(?:drop|keep)$/i.test(word)) return `${word} stands alone, found other words beside it`;
  const ids = domains.flatMap(({ techniques }) => [...techniques.values()].filter(isLiving));
  const hint = nearest(word, ['drop', 'keep', ...ids.map(({ id }) => id)]);
  return `expected drop, keep or ids of techniques, found ${JSON.stringify(shorten(word))}${hint ? `. Did you mean ${hint}?` : ''}`;
}

function notLiving({ technique, index }: FoundTechnique): string {
  const { id, name } = technique;
  const release = `ATT&CK ${index.release.version}`;
  const what = `${id} ${shorten(name)}`;
  if (!technique.revoked) return `${what} is deprecated in ${release}: choose another`;
  const successors = followRevokedBy(index, technique).ends.flatMap((end) =>
    end.kind === 'living' && end.technique ? `${end.technique.id} ${end.technique.name}` : [],
  );
  return successors.length === 0
    ? `${what} is revoked in ${release} without a living successor: choose another`
    : `${what} is revoked in ${release}: did you mean ${shortList(successors, ' or ')}?`;
}
