/**
 * Writes docs/rules from the rules: a page for each and a README.md with all of them. `--check`
 * fails on drift, and on pages of rules that are gone, instead of writing.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DOCUMENT_RULES } from '../src/commands/validate/document-rules.ts';
import { ALL_RULES } from '../src/commands/validate/rules.ts';
import type { Rule } from '../src/rules/rule.ts';

const FOLDER = 'docs/rules';
const MADE = '<!-- Made from the rules by "npm run docs". Not for editing by hand. -->';

const check = process.argv.includes('--check');
const pages = new Map(ALL_RULES.map((rule) => [`${rule.name}.md`, page(rule)]));
pages.set('README.md', overview());
let drifted = 0;

await mkdir(FOLDER, { recursive: true });
for (const [name, wanted] of pages) {
  const path = join(FOLDER, name);
  if ((await readFile(path, 'utf8').catch(() => '')) === wanted) continue;
  differs(path, 'differs from its rule');
  if (!check) await writeFile(path, wanted);
}
for (const name of await readdir(FOLDER)) {
  if (pages.has(name)) continue;
  differs(join(FOLDER, name), 'is of no rule');
  if (!check) await rm(join(FOLDER, name));
}
if (check && drifted > 0) process.exitCode = 1;

function differs(path: string, how: string): void {
  drifted += 1;
  if (check) console.error(`${path} ${how}: run "npm run docs"`);
}

function page(rule: Rule): string {
  const { name, title, description, severity, example, fix } = rule;
  return [
    MADE,
    `# ${name}`,
    `${title}. Severity: ${severity}. Looks at ${subjects(rule).join(', ')}.`,
    description,
    '## Example',
    `Not so:\n\n\`\`\`json\n${example.bad}\n\`\`\``,
    `But so:\n\n\`\`\`json\n${example.good}\n\`\`\``,
    '## Fix',
    fix === undefined
      ? 'None: it takes a person to say what is right.'
      : `\`attack-mappings validate --fix\` ${fix}. It does so in ${fixedIn(rule)}.`,
    '## Severity',
    `\`off\`, \`info\`, \`warning\` or \`error\`, in \`attack-mappings.yaml\`:\n\n\`\`\`yaml\nrules:\n  ${name}: ${severity}\n\`\`\``,
    '[All rules](README.md)\n',
  ].join('\n\n');
}

/** Where --fix works: what a build makes, it would make again. */
function fixedIn(rule: Rule): string {
  const ofSets = rule.row ?? rule.set;
  const kinds = [...(ofSets ? ['unified JSON'] : []), ...(rule.layer ? ['layers'] : [])];
  const made = ofSets ? '; canonical sets are made by a build' : '';
  return `${kinds.join(' and in ')}${made}`;
}

function subjects(rule: Rule): string[] {
  if (DOCUMENT_RULES.includes(rule)) return ['every document'];
  return [
    ...(rule.row || rule.set ? ['mapping sets'] : []),
    ...(rule.layer ? ['Navigator layers'] : []),
    ...(rule.bundle ? ['STIX bundles'] : []),
    ...(rule.successor ? ['STIX bundles beside an earlier one (`--previous`)'] : []),
  ];
}

function overview(): string {
  const rows = ALL_RULES.map((rule) => {
    const { name, title, severity, fix } = rule;
    const cells = [
      `[${name}](${name}.md)`,
      title,
      severity,
      subjects(rule).join(', '),
      fix === undefined ? '' : 'yes',
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    MADE,
    '# Rules of validate',
    `\`attack-mappings validate\` runs ${ALL_RULES.length} rules. \`--rules\` chooses some, \`attack-mappings.yaml\` gives them other severities or turns them off, \`--fix\` takes care of those that have a safe fix.`,
    [
      '| rule | what is wrong | severity | looks at | fix |',
      '| --- | --- | --- | --- | --- |',
      ...rows,
    ].join('\n'),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}
