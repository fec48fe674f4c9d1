/** A parsed STIX object. */
export type Json = Readonly<Record<string, unknown>>;

export interface Bundle {
  readonly type: string;
  readonly id: string;
  readonly objects: readonly Json[];
}

export interface RuleContext {
  readonly bundle: Bundle;
  /** Ids of ATT&CK: of its techniques and, where they are included, identities and markings. */
  readonly attackIds: ReadonlySet<string>;
  /** Objects that are not ATT&CK's. */
  readonly own: readonly Json[];
  readonly byId: ReadonlyMap<string, Json>;
  /** What the report says of the set, and of nothing else. */
  readonly facts: Json;
  /** What the realm adds to every key of content: nothing where the pipeline has none. */
  readonly realm: { readonly realm?: string };
  /** What the keys of relationships, reports and notes have when the set is no published one. */
  readonly variant: { readonly aligned?: 'true' };
}

/** One rule of our STIX model. `check` names every breach; nothing to say is good. */
export interface StixRule {
  readonly name: string;
  readonly check: (context: RuleContext) => string[];
}

export function ofType(objects: readonly Json[], ...types: string[]): Json[] {
  return objects.filter((object) => types.includes(String(object.type)));
}

export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

export function records(value: unknown): Json[] {
  return Array.isArray(value)
    ? value.filter((entry) => entry !== null && typeof entry === 'object')
    : [];
}

/** What a list has more than once. */
export function repeated(list: readonly string[]): string[] {
  const seen = new Set<string>();
  return list.filter((entry) => seen.size === seen.add(entry).size);
}

/** Every value in a document with the path of member names that leads to it. */
export function* walk(value: unknown, path = ''): Generator<{ path: string; value: unknown }> {
  yield { path, value };
  if (value === null || typeof value !== 'object') return;
  for (const [name, member] of Object.entries(value)) yield* walk(member, `${path}/${name}`);
}
