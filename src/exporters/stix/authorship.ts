import { slug } from '../../model/slug.ts';
import { CONSTANT_CREATED, GENERATOR_IDENTITY, TLP_CLEAR } from './generator.ts';
import { stixId } from './ids.ts';
import type { Authorship, StixObject } from './objects.ts';
import type { DatedSet, Scope } from './scope.ts';

/** Part of identifiers: it never changes. */
const MAX_SLUG = 40;

export interface ScopeAuthorship extends Authorship {
  /** The marking that this scope adds to the constants, where its terms are stated. */
  readonly objects: readonly StixObject[];
}

/**
 * Who made the objects of a scope, and under which terms (statement marking, 7.2.1.3). The generator
 * made them: were it the organisation that a set states, another one would change every object.
 */
export function authorshipOf({ sets }: Scope): ScopeAuthorship {
  const statement = [...new Set(sets.flatMap(({ set }) => set.attribution))].join('\n');
  const marking = statement === '' ? undefined : statementMarking(statement);
  return {
    createdBy: GENERATOR_IDENTITY.id,
    markings: [TLP_CLEAR.id, ...(marking ? [marking.id] : [])],
    objects: marking ? [marking] : [],
  };
}

/** Whose work the mappings of a set are (identity, 4.5), where it says so. */
export function organizationOf({ set }: DatedSet): StixObject | undefined {
  const name = set.metadata.organization;
  if (name === undefined) return undefined;
  return {
    type: 'identity',
    spec_version: '2.1',
    id: stixId('identity', { slug: slug(name, MAX_SLUG) }),
    created_by_ref: GENERATOR_IDENTITY.id,
    created: CONSTANT_CREATED,
    modified: CONSTANT_CREATED,
    name,
    identity_class: 'organization',
    object_marking_refs: [TLP_CLEAR.id],
  };
}

/** A marking has no versions (7.2.1), so another statement is another marking: its slug has a hash. */
function statementMarking(statement: string): StixObject {
  return {
    type: 'marking-definition',
    spec_version: '2.1',
    id: stixId('marking-definition', { slug: slug(statement, MAX_SLUG) }),
    created_by_ref: GENERATOR_IDENTITY.id,
    created: CONSTANT_CREATED,
    definition_type: 'statement',
    definition: { statement },
    object_marking_refs: [TLP_CLEAR.id],
  };
}
