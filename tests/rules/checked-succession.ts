import { GENERATOR_IDENTITY } from '../../src/exporters/stix/generator.ts';
import { checkSuccession } from '../../src/rules/check.ts';
import { type BundleContent, checkedSuccession } from '../../src/rules/checked-succession.ts';
import { rules } from '../../src/rules/index.ts';
import type { LocatedFinding } from '../../src/rules/rule.ts';

/** How the objects of a bundle are written. */
type TextOf = (object: unknown) => string;

const asLine: TextOf = (object) => JSON.stringify(object);

function contentOf(objects: readonly unknown[], textOf: TextOf): BundleContent {
  return { objects, texts: objects.map(textOf) };
}

/** What all rules on two bundles say of these objects. */
export function findingsOf(
  earlier: readonly unknown[],
  later: readonly unknown[],
  [ofEarlier, ofLater]: readonly [TextOf, TextOf] = [asLine, asLine],
): LocatedFinding[] {
  const succession = checkedSuccession({
    file: 'new/stix-bundle.json',
    earlier: contentOf(earlier, ofEarlier),
    later: contentOf(later, ofLater),
    producer: GENERATOR_IDENTITY.id,
  });
  return checkSuccession(succession, rules);
}
