import { CONSTANT_CREATED, GENERATOR_IDENTITY, TLP_CLEAR } from './generator.ts';
import { slug, stixId } from './ids.ts';
import type { Authorship, StixObject } from './objects.ts';
import type { Scope } from './scope.ts';

export interface ScopeAuthorship extends Authorship {
  /** The identity and the marking that this scope adds to the constants. */
  readonly objects: readonly StixObject[];
}

/**
 * Whose work the mappings of a scope are (identity, 4.5) and under which terms (statement marking,
 * 7.2.1.3). The generator stands in where no set states an organisation.
 */
export function authorshipOf({ sets }: Scope): ScopeAuthorship {
  const organization = sets.map(({ set }) => set.metadata.organization).find(isStated);
  const identity = organization === undefined ? undefined : organizationIdentity(organization);
  const statement = [...new Set(sets.flatMap(({ set }) => set.attribution))].join('\n');
  const marking = statement === '' ? undefined : statementMarking(statement);
  return {
    createdBy: identity?.id ?? GENERATOR_IDENTITY.id,
    markings: [TLP_CLEAR.id, ...(marking ? [marking.id] : [])],
    objects: [identity, marking].filter(isStated),
  };
}

function organizationIdentity(name: string): StixObject {
  return {
    type: 'identity',
    spec_version: '2.1',
    id: stixId('identity', { slug: slug(name) }),
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
    id: stixId('marking-definition', { slug: slug(statement) }),
    created_by_ref: GENERATOR_IDENTITY.id,
    created: CONSTANT_CREATED,
    definition_type: 'statement',
    definition: { statement },
    object_marking_refs: [TLP_CLEAR.id],
  };
}

function isStated<T>(value: T | undefined): value is T {
  return value !== undefined;
}
