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
  const left = words(old);
  const right = words(next);
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start += 1;
  let end = 0;
  const room = Math.min(left.length, right.length) - start;
  while (end < room && left[left.length - 1 - end] === right[right.length - 1 - end]) end += 1;

  const pieces = [
    { kind: 'same' as const, text: left.slice(0, start).join('') },
    ...middle(left.slice(start, left.length - end), right.slice(start, right.length - end)),
    { kind: 'same' as const, text: left.slice(left.length - end).join('') },
  ];
  return joined(pieces);
}

/** The same with long equal stretches cut to their edges. */
export function shortWordChanges(old: string, next: string): WordPiece[] {
  const pieces = wordChanges(old, next);
  return pieces.map(({ kind, text }, i) => {
    if (kind !== 'same' || text.length <= LONGEST_SAME) return { kind, text };
    const head = i === 0 ? '' : text.slice(0, KEPT);
    const tail = i === pieces.length - 1 ? '' : text.slice(-KEPT);
    return { kind, text: `${head}…${tail}` };
  });
}

/** Each word with the white space after it. */
function words(text: string): string[] {
  return text.match(/\S+\s*|\s+/g) ?? [];
}

/** The longest common subsequence of words, by the textbook. */
function middle(left: readonly string[], right: readonly string[]): WordPiece[] {
  if (left.length * right.length > MOST_PAIRS) {
    return [
      { kind: 'old', text: left.join('') },
      { kind: 'new', text: right.join('') },
    ];
  }
  const width = right.length + 1;
  const lengths = new Uint32Array((left.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pieces: WordPiece[] = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const [old, next] = [left[i], right[j]];
    if (old !== undefined && old === next) {
      pieces.push({ kind: 'same', text: old });
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
