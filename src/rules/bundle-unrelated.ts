import type { Rule } from './rule.ts';

export const bundleUnrelated: Rule = {
  name: 'bundle-unrelated',
  title: 'No version of the earlier bundle',
  description:
    'The bundle and the earlier one that --previous names have no object in common, beside markings, identities and extension definitions. They are not two versions of one bundle, and nothing can be said of what became of objects. Name an earlier version of this bundle.',
  severity: 'error',
  example: {
    bad: '{ "earlier": [{ "id": "tool--5d0092c5-5f74-4287-9642-33f4c354e56d" }], "later": [{ "id": "tool--a93494bb-4b80-4ea1-8695-3236a49916fd" }] }',
    good: '{ "earlier": [{ "id": "tool--5d0092c5-5f74-4287-9642-33f4c354e56d" }], "later": [{ "id": "tool--5d0092c5-5f74-4287-9642-33f4c354e56d" }] }',
  },
  successor: ({ isRelated }, say) => {
    if (isRelated) return;
    say({
      place: { pointer: '/objects' },
      message: 'this bundle has no object of the earlier one: they are not two versions of one',
      suggestion: 'name an earlier version of this bundle with --previous',
    });
  },
};
