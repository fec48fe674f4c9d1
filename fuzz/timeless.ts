import { type Bundle, type Json, texts } from '../tests/support/stix-rules/types.ts';

/** These stay for those that refer to them, also for what is revoked. */
const LASTING = new Set(['extension-definition', 'identity', 'marking-definition']);

/**
 * The objects of a bundle that can be revoked and are not, as texts, without times; references by what the
 * object says, since an object that came back has another id.
 */
export function timeless({ objects }: Bundle): string[] {
  const living = objects.filter(({ revoked }) => revoked !== true);
  const words = new Map(living.map((object) => [String(object.id), ownWords(object)]));
  const told = (id: string) => words.get(id) ?? id;
  const byEnds = new Map(
    living.map((object) => [
      String(object.id),
      object.type === 'relationship'
        ? JSON.stringify([
            object.relationship_type,
            told(String(object.source_ref)),
            told(String(object.target_ref)),
          ])
        : told(String(object.id)),
    ]),
  );
  const named = (id: unknown) => byEnds.get(String(id)) ?? String(id);
  return living
    .filter(({ type }) => !LASTING.has(String(type)))
    .map(({ created: _, modified: __, ...object }) =>
      JSON.stringify({
        ...object,
        id: named(object.id),
        ...(object.source_ref === undefined ? {} : { source_ref: named(object.source_ref) }),
        ...(object.target_ref === undefined ? {} : { target_ref: named(object.target_ref) }),
        ...(object.object_refs === undefined
          ? {}
          : { object_refs: texts(object.object_refs).map(named).sort() }),
      }),
    )
    .sort();
}

/** Content without ids and times. */
function ownWords({
  id: _,
  created: __,
  modified: ___,
  object_refs: ____,
  ...content
}: Json): string {
  return JSON.stringify(content);
}
