import fc from 'fast-check';
import { capabilityIdentity } from '../../src/model/capability-identity.ts';
import { normaliseRow } from '../../src/model/normalise-row.ts';
import { normaliseKey } from '../../src/model/set-key.ts';
import { normaliseText } from '../../src/model/text.ts';
import type { SourceRow } from '../../src/records.ts';
import { differences } from '../differences.ts';
import { failOn } from '../fail-on.ts';
import { anyText } from '../inputs/any-json.ts';
import { anyRow } from '../inputs/any-set.ts';
import { type Target, target } from '../target.ts';

/** Characters that normalising looks at, in any order. */
const odd = fc.string({
  unit: fc.constantFrom(
    ...['a', ' ', '\t', '\n', '\r', '\u00a0', '\u200b', '\u2060', '\ufeff', '\u2028', '\ud800'],
  ),
});
const text = fc.oneof(anyText, odd);
const FRAMEWORKS = ['nist_800_53', 'veris', 'm365', 'kev', 'csa_ccm', 'tomorrow'];

const texts = target<string>({
  name: 'normalisation/text',
  short: 300,
  input: text,
  check: (value) => {
    const once = normaliseText(value) ?? '';
    failOn(differences(once, normaliseText(once) ?? ''));
  },
});

const rows = target<SourceRow>({
  name: 'normalisation/row',
  short: 200,
  input: fc
    .tuple(anyRow, fc.dictionary(fc.constantFrom('comments', 'capability_id'), text))
    .map(([row, other]) => ({ ...row, ...other })),
  check: (fields) => {
    const once = normaliseRow(fields);
    const { derived: _, additional, ...stated } = once;
    const again = normaliseRow(
      Object.fromEntries([...Object.entries(stated), ...Object.entries(additional ?? {})]),
    );
    failOn(differences(JSON.stringify(once), JSON.stringify(again)));
  },
});

const identities = target<readonly [string, string]>({
  name: 'normalisation/identity',
  short: 300,
  input: fc.tuple(
    fc.constantFrom(...FRAMEWORKS),
    fc.oneof(text, fc.stringMatching(/^[A-Za-z]{2} ?-? ?\d{1,3}( ?\(0?\d\) ?){0,2}$/)),
  ),
  check: ([framework, id]) => {
    const once = capabilityIdentity(framework, id);
    failOn(differences(once, capabilityIdentity(framework, once)));
  },
});

const keys = target<readonly string[]>({
  name: 'normalisation/key',
  short: 200,
  input: fc.array(fc.oneof(text, fc.constantFrom('07/18/2025', ' 07/18/2025 ', 'İ', 'ẞ')), {
    minLength: 4,
    maxLength: 4,
  }),
  check: ([framework = '', framework_version = '', attack_version = '', domain = '']) => {
    const once = normaliseKey({ framework, framework_version, attack_version, domain });
    failOn(differences(JSON.stringify(once), JSON.stringify(normaliseKey(once))));
  },
});

/** What was normalised stays as it is when it is normalised again. */
export const normalisationTargets: readonly Target[] = [texts, rows, identities, keys];
