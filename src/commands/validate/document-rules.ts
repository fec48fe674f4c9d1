import type { Rule } from '../../rules/rule.ts';

/** What validate finds before it looks at what a document says. */
export const jsonRule: Rule = {
  name: 'json',
  title: 'No JSON',
  description:
    'The file is no JSON in UTF-8, is empty, or breaks off, so that nothing more can be said of it. Fetch it again, or mend it at the place that is named.',
  severity: 'error',
  example: { bad: '{ "mapping_objects": [ }', good: '{ "mapping_objects": [] }' },
};

export const duplicateKeyRule: Rule = {
  name: 'json-duplicate-key',
  title: 'Member that stands twice',
  description:
    'An object has two members of one name. Programs that read it keep the last one and say nothing, so what the first one holds is lost. Remove one of them, or give it another name. A file that has such members is not changed by --fix.',
  severity: 'error',
  example: {
    bad: '{ "comments": "one", "comments": "two" }',
    good: '{ "comments": "one two" }',
  },
};

export const schemaRule: Rule = {
  name: 'schema',
  title: 'Does not fit its schema',
  description:
    'A member is missing, is not known, or has another type or form than the schema of the document allows. What a document is, its members tell: mapping_objects of unified JSON, mappings of canonical sets, techniques of Navigator layers, the type of STIX bundles. The rules on mappings are run once a mapping set fits its schema.',
  severity: 'error',
  example: {
    bad: '{ "metadata": {}, "mapping_objects": [{ "capability_id": 7 }] }',
    good: '{ "metadata": {}, "mapping_objects": [{ "capability_id": "AC-02" }] }',
  },
};

export const attackNotReadRule: Rule = {
  name: 'attack-not-read',
  title: 'ATT&CK could not be read',
  description:
    'The rules on techniques were not run on this file, because the ATT&CK release that it speaks of could not be read or does not exist. Name an index of releases with --attack, or leave these rules out with --no-attack. It is never part of a baseline.',
  severity: 'error',
  example: {
    bad: '{ "metadata": { "attack_version": "161" } }',
    good: '{ "metadata": { "attack_version": "16.1" } }',
  },
};

/** Rules that no selection of rules leaves out, since without what they ask for no other is run. */
export const DOCUMENT_RULES: readonly Rule[] = [
  attackNotReadRule,
  jsonRule,
  duplicateKeyRule,
  schemaRule,
];
