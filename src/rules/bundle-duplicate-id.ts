import type { Place } from '../generated/run-report.ts';
import { objectsOf } from './bundle-objects.ts';
import { memberOf } from './place.ts';
import { quoted } from './quoted.ts';
import type { Rule } from './rule.ts';

export const bundleDuplicateId: Rule = {
  name: 'bundle-duplicate-id',
  title: 'One id for two objects',
  description:
    'Two objects of the bundle have one id and are not two versions of an object: their modified times are the same. Importers keep one of them, and which one is chance. Remove one, or give the later one its own time.',
  severity: 'error',
  example: {
    bad: '{ "objects": [{ "id": "identity--5d0092c5-5f74-4287-9642-33f4c354e56d", "name": "A" }, { "id": "identity--5d0092c5-5f74-4287-9642-33f4c354e56d", "name": "B" }] }',
    good: '{ "objects": [{ "id": "identity--5d0092c5-5f74-4287-9642-33f4c354e56d", "name": "A" }] }',
  },
  bundle: (bundle, say) => {
    const first = new Map<string, Place>();
    for (const { object, place } of objectsOf(bundle)) {
      const { id, modified } = object;
      if (typeof id !== 'string') continue;
      const key = typeof modified === 'string' ? `${id} ${modified}` : id;
      const known = first.get(key);
      if (known === undefined) {
        first.set(key, place);
        continue;
      }
      say({
        place: memberOf(object, place, 'id'),
        message: `another object has the id ${quoted(id)}`,
        suggestion: 'remove one of them, or give the later one its own modified time',
        related: [known],
      });
    }
  },
};
