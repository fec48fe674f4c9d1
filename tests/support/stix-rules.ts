import { bundleRules } from './stix-rules/bundle-rules.ts';
import { factsOf } from './stix-rules/extension.ts';
import { idRules } from './stix-rules/id-rules.ts';
import { objectRules } from './stix-rules/object-rules.ts';
import { relationshipRules } from './stix-rules/relationship-rules.ts';
import { setRules } from './stix-rules/set-rules.ts';
import type { Bundle, Json, RuleContext, StixRule } from './stix-rules/types.ts';

export type { Bundle, Json, StixRule } from './stix-rules/types.ts';

/** The rules of our STIX model that one bundle can keep or break. */
export const stixRules: readonly StixRule[] = [
  ...bundleRules,
  ...idRules,
  ...objectRules,
  ...relationshipRules,
  ...setRules,
];

/**
 * Breaches as `rule: what`. `attackIds` are the STIX ids of the techniques of that ATT&CK version in
 * all its domains and, for bundles with ATT&CK objects, of their identities and markings. `skip`
 * names rules that do not hold: bundles of all releases have longer keys. `realm` is the pipeline's;
 * `variant` is what tells aligned sets from published ones.
 */
export function checkRules(
  bundle: Bundle,
  attackIds: ReadonlySet<string>,
  skip: readonly string[] = [],
  realm?: string,
  variant: RuleContext['variant'] = {},
): string[] {
  const context = ruleContext(bundle, attackIds, realm, variant);
  return stixRules
    .filter((rule) => !skip.includes(rule.name))
    .flatMap((rule) => rule.check(context).map((breach) => `${rule.name}: ${breach}`));
}

/**
 * Ids that stand for two contents in the bundles of one build. ATT&CK changes its own objects from
 * version to version: `attackIds` are passed over.
 */
export function checkBuild(
  bundles: readonly Bundle[],
  attackIds: ReadonlySet<string> = new Set(),
): string[] {
  const contents = new Map<string, string>();
  const clashes = new Set<string>();
  for (const { objects } of bundles) {
    for (const object of objects) {
      const id = String(object.id);
      if (attackIds.has(id)) continue;
      const content = JSON.stringify(object);
      if ((contents.get(id) ?? content) !== content) clashes.add(id);
      contents.set(id, content);
    }
  }
  return [...clashes];
}

export function ruleContext(
  bundle: Bundle,
  attackIds: ReadonlySet<string>,
  realm?: string,
  variant: RuleContext['variant'] = {},
): RuleContext {
  const own = bundle.objects.filter(({ id }) => !attackIds.has(String(id)));
  const byId = new Map<string, Json>(bundle.objects.map((object) => [String(object.id), object]));
  const report = own.find(({ type }) => type === 'report');
  return {
    bundle,
    attackIds,
    own,
    byId,
    facts: report ? factsOf(report) : {},
    realm: realm === undefined ? {} : { realm },
    variant,
  };
}
