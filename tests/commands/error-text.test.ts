import { describe, expect, it } from 'vitest';
import { errorText, usageText } from '../../src/commands/error-text.ts';
import { AttackMappingsError } from '../../src/errors.ts';

const textOf = (subject: string, message: string) =>
  errorText(new AttackMappingsError('config', subject, message));

describe('an error in words', () => {
  it('keeps the lines of a list', () => {
    expect(textOf('a.json', 'not a set:\n  /a: no text\n  /b: no text')).toBe(
      'a.json: not a set:\n  /a: no text\n  /b: no text',
    );
    const locked = 'found 1 difference:\n  a\nBuild from the documents of that time';
    expect(textOf('manifest.json', locked)).toBe(`manifest.json: ${locked}`);
  });

  it('says the subject once', () => {
    expect(textOf('a.json', 'cannot read a.json')).toBe('cannot read a.json');
    expect(textOf('diff', 'cannot diff')).toBe('diff: cannot diff');
  });

  it.each([
    ['\n::error::x'],
    ['\r\n::error::x'],
    ['\n  ::error::x'],
    ['\n   \t::error::x'],
    ['\n  ##[error]x'],
    ['\u2028::error::x'],
    ['\u001b[2J'],
    ['\u009b31m'],
    ['\u202egnp'],
  ])('shows %j as escapes, in the subject and in the message', (evil) => {
    for (const text of [textOf(`a${evil}.json`, 'no'), textOf('a.json', `found ${evil}`)]) {
      expect(text).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028]/u);
    }
  });

  it('does not take the name of a file for a list', () => {
    const name = 'a\n  b$&.json';
    expect(textOf(name, `cannot read ${name}:\n  x`)).toBe('cannot read a\\n  b$&.json:\n  x');
  });

  it('a mistake of ours has its stack, line by line', () => {
    const lines = errorText(new Error('a\n::error::b')).split('\n');
    expect(lines[0]).toBe('Error: a\\n::error::b');
    expect(lines[1]).toMatch(/^ {4}at /);
  });

  it('the command line is refused on one line, and a suggestion on another', () => {
    expect(usageText("unknown option '--a\n::error::'\n(Did you mean --b?)\n")).toBe(
      "unknown option '--a\\n::error::'\n(Did you mean --b?)\n",
    );
  });
});
