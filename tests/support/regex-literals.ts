export interface RegexLiteral {
  readonly pattern: string;
  readonly flags: string;
}

const SPACE_OR_COMMENT = /\s+|\/\/.*|#!.*|\/\*[\s\S]*?\*\//y;
const STRING = /'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*"/y;
const WORD = /[\w$]+/y;
const REGEX = /\/((?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([a-z]*)/y;
/** A template up to its end or to the expression in it. */
const TEMPLATE = /[`}](?:[^`\\$]|\\[\s\S]|\$(?!\{))*(?:`|\$\{)/y;
/** Words that no value ends with: what follows them is no division. */
const KEYWORD = /^(?:return|typeof|case|in|of|yield|await|do|else|void|delete|new|throw)$/;

/** The regular expressions written as literals in a TypeScript text, in their order. */
export function regexLiterals(source: string): RegexLiteral[] {
  const found: RegexLiteral[] = [];
  /** For every template that is open around here: the braces open in its expression. */
  const templates: number[] = [];
  let isValueBefore = false;
  let at = 0;
  const taken = (token: RegExp) => {
    token.lastIndex = at;
    const match = token.exec(source);
    if (match) at = token.lastIndex;
    return match;
  };
  while (at < source.length) {
    const char = source[at];
    if (taken(SPACE_OR_COMMENT)) continue;
    if (taken(STRING)) {
      isValueBefore = true;
    } else if (char === '`' || (char === '}' && templates.at(-1) === 0)) {
      if (char === '}') templates.pop();
      isValueBefore = taken(TEMPLATE)?.[0].endsWith('`') ?? false;
      if (!isValueBefore) templates.push(0);
    } else if (char === '/' && !isValueBefore) {
      const [, pattern = '', flags = ''] = taken(REGEX) ?? [];
      if (pattern === '') throw new Error(`no regular expression: ${source.slice(at, at + 60)}`);
      found.push({ pattern, flags });
      isValueBefore = true;
    } else {
      const word = taken(WORD)?.[0];
      if (word === undefined) {
        at += 1;
        if (char === '{' || char === '}') {
          const open = templates.pop();
          if (open !== undefined) templates.push(open + (char === '{' ? 1 : -1));
        }
      }
      isValueBefore = word === undefined ? char === ')' || char === ']' : !KEYWORD.test(word);
    }
  }
  return found;
}
