import { cutAlike } from './cut-alike.ts';

/** A stretch of text that both sides have, or one of them. */
export interface WordPiece {
  readonly kind: 'same' | 'old' | 'new';
  readonly text: string;
}

/** Pairs of words that are compared at most: two comments of 6,000 characters have fewer. */
const MOST_PAIRS = 1_000_000;
/** Equal stretches longer than this are cut in their middle. */
const LONGEST_SAME = 80;
const KEPT = 30;

/**
 * What changed from one text to another, word by word. Texts of very many words are told as one
 * whole replaced by another, so that time is bounded.
 */
export function wordChanges(old: string, next: string): WordPiece[] {
  const pieces = changesBy(old, next, (word) => word.trimEnd());
  // White space counts where nothing else differs.
  const isAlike = old !== next && pieces.every(({ kind }) => kind === 'same');
  return isAlike ? changesBy(old, next, (word) => word) : pieces;
}

/** `read`: what of a word is compared. */
function changesBy(old: string, next: string, read: (word: string) => string): WordPiece[] {
  const left = words(old);
  const right = words(next);
  const a = left.map(read);
  const b = right.map(read);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  const room = Math.min(a.length, b.length) - start;
  while (end < room && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;

  const pieces = [
    { kind: 'same' as const, text: alike(left.slice(0, start), right).join('') },
    ...middle(left.slice(start, left.length - end), right.slice(start, right.length - end), read),
    {
      kind: 'same' as const,
      text: alike(left.slice(left.length - end), right.slice(right.length - end)).join(''),
    },
  ];
  return joined(pieces);
}

/** The same with long equal stretches cut to their edges, and so are long words that are alike. */
export function shortWordChanges(old: string, next: string): WordPiece[] {
  const pieces = wordChanges(old, next);
  return pieces.map(({ kind, text }, i) => {
    const [before, after] = [pieces[i - 1], pieces[i + 1]];
    if (kind === 'old' && after?.kind === 'new') {
      return { kind, text: cutAlike(text, after.text)[0] };
    }
    if (kind === 'new' && before?.kind === 'old') {
      return { kind, text: cutAlike(before.text, text)[1] };
    }
    if (kind !== 'same' || text.length <= LONGEST_SAME) return { kind, text };
    const head = i === 0 ? '' : text.slice(0, KEPT);
    const tail = i === pieces.length - 1 ? '' : text.slice(-KEPT);
    return { kind, text: `${head}…${tail}` };
  });
}

/** Words that both sides have; the last word of one side has no white space after it. */
function alike(left: readonly string[], right: readonly string[]): string[] {
  return left.map((word, i) => longer(word, right[i] ?? ''));
}

function longer(a: string, b: string): string {
  return a.length > b.length ? a : b;
}

/** Each word with the white space after it. */
function words(text: string): string[] {
  return text.match(/\S+\s*|\s+/g) ?? [];
}

/** The longest common subsequence of words, by the textbook. */
function middle(
  left: readonly string[],
  right: readonly string[],
  read: (word: string) => string,
): WordPiece[] {
  if (left.length * right.length > MOST_PAIRS) {
    return [
      { kind: 'old', text: left.join('') },
      { kind: 'new', text: right.join('') },
    ];
  }
  const a = left.map(read);
  const b = right.map(read);
  const width = right.length + 1;
  const lengths = new Uint32Array((left.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pieces: WordPiece[] = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const [old, next] = [left[i], right[j]];
    if (old !== undefined && next !== undefined && a[i] === b[j]) {
      pieces.push({ kind: 'same', text: longer(old, next) });
      i += 1;
      j += 1;
    } else if (old !== undefined && (next === undefined || at(i + 1, j) >= at(i, j + 1))) {
      pieces.push({ kind: 'old', text: old });
      i += 1;
    } else {
      pieces.push({ kind: 'new', text: next ?? '' });
      j += 1;
    }
  }
  return pieces;
}

/** Neighbours of one kind as one; between two equal stretches what went comes before what came. */
function joined(pieces: readonly WordPiece[]): WordPiece[] {
  const result: WordPiece[] = [];
  let [old, next] = ['', ''];
  const flush = () => {
    if (old !== '') result.push({ kind: 'old', text: old });
    if (next !== '') result.push({ kind: 'new', text: next });
    old = '';
    next = '';
  };
  let same = '';
  for (const { kind, text } of pieces) {
    if (text === '') continue;
    if (kind === 'same') {
      flush();
      same += text;
      continue;
    }
    if (same !== '') result.push({ kind: 'same', text: same });
    same = '';
    if (kind === 'old') old += text;
    else next += text;
  }
  flush();
  if (same !== '') result.push({ kind: 'same', text: same });
  return result;
}
