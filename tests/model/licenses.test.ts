import { describe, expect, it } from 'vitest';
import { licenseRequirements } from '../../src/model/licenses.ts';
import { LICENSE_STATEMENTS } from './license-statements.ts';

describe('licenseRequirements', () => {
  it.each(LICENSE_STATEMENTS)('%s', (statement, licenses) => {
    const inline = statement.startsWith('may require');
    for (const header of inline
      ? ['These features ']
      : ['License Requirements: ', 'License requirements:\n', 'License: ', 'Required licenses\n']) {
      const comment = `Sign-ins are rated by risk.\n\n${header}${statement}`;
      expect(licenseRequirements(comment)).toEqual([{ statement, licenses }]);
    }
  });

  it('finds a statement that follows its sentence on the same line', () => {
    expect(
      licenseRequirements('It is remediated. License Requirements: Microsoft Entra ID P2'),
    ).toEqual([{ statement: 'Microsoft Entra ID P2', licenses: ['Microsoft Entra ID P2'] }]);
  });

  it('ends a statement at a blank line and states a repeated one once', () => {
    const comment =
      'License Requirements: \nM365 E5\n\nMore text, without licences.\n\nLicense Requirements: \nM365 E5';
    expect(licenseRequirements(comment)).toEqual([{ statement: 'M365 E5', licenses: ['M365 E5'] }]);
  });

  it.each([
    'A flaw in the license installation page may require no credentials.',
    'An attack may require additional steps. Office documents are scanned.',
    'Unlicensed: use is blocked.',
    'License Requirements:',
    '',
  ])('finds none in %j', (comment) => {
    expect(licenseRequirements(comment)).toEqual([]);
  });
});
