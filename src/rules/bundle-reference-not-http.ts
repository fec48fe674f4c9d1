import { inWords, isRecord } from '../model/json-value.ts';
import { isWebAddress } from '../model/web-address.ts';
import { objectsOf } from './bundle-objects.ts';
import { at } from './place.ts';
import type { Rule } from './rule.ts';

export const bundleReferenceNotHttp: Rule = {
  name: 'bundle-reference-not-http',
  title: 'External reference that is not to the web',
  description:
    'The address of an external reference is not one with http or https. Importers show it as a link that a reader can open, scripts included. Correct the address, or say it in the description of the reference.',
  severity: 'error',
  example: {
    bad: '{ "objects": [{ "external_references": [{ "source_name": "x", "url": "javascript:alert(1)" }] }] }',
    good: '{ "objects": [{ "external_references": [{ "source_name": "x", "url": "https://example.org/" }] }] }',
  },
  bundle: (bundle, say) => {
    for (const { object, place } of objectsOf(bundle)) {
      const references = object.external_references;
      if (!Array.isArray(references)) continue;
      for (const [i, reference] of references.entries()) {
        if (!isRecord(reference) || !Object.hasOwn(reference, 'url')) continue;
        if (isWebAddress(reference.url)) continue;
        say({
          place: at(place, 'external_references', String(i), 'url'),
          message: `the address of a reference is ${inWords(reference.url)}`,
          found: inWords(reference.url),
          expected: 'an address with http or https',
          suggestion: 'correct the address',
        });
      }
    }
  },
};
