import { textTable } from '../../report/table.ts';
import { ALL_RULES } from './rules.ts';

/** Every rule with its own severity, as a table or as JSON. */
export function rulesText(isJson: boolean): string {
  if (isJson) {
    const list = ALL_RULES.map(({ name, title, description, severity, fix }) => ({
      ...{ name, title, severity, description },
      ...(fix === undefined ? {} : { fix }),
    }));
    return `${JSON.stringify(list, null, 2)}\n`;
  }
  const rows = ALL_RULES.map(({ name, severity, fix, title }) => [
    name,
    severity,
    fix === undefined ? '' : '--fix',
    title,
  ]);
  return `${textTable(['rule', 'severity', 'fix', 'title'], rows, 4)}\n`;
}
