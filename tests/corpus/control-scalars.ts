import { isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import type { Capability, Mapping } from '../../src/generated/mapping-set.ts';
import type { Diagnostic } from '../../src/generated/run-report.ts';
import { text } from './published.ts';

/** A value of a control file, with the names that lead to it; `*` for an element of a list. */
export interface Scalar {
  readonly path: string;
  readonly value: string;
  /** The techniques that it is said of: none for what is said of the control. */
  readonly techniques: readonly string[];
}

/** The name of a control and all it says, by a walk of this test's own. */
export function controlScalars(source: string): { name: string; scalars: Scalar[] } {
  const document = parseDocument(source);
  const scalars: Scalar[] = [];
  const walk = (node: unknown, path: string, techniques: readonly string[]): void => {
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        walk(value, `${path}/${String(key)}`, saidOf(node, String(key), techniques));
      }
    } else if (isSeq(node)) {
      for (const item of node.items) walk(item, `${path}/*`, techniques);
    } else if (isScalar(node) && node.value !== null) {
      const value = typeof node.value === 'string' ? node.value : String(node.source);
      scalars.push({ path: path.slice(1), value: text(value), techniques });
    }
  };
  walk(document.contents, '', []);
  return { name: text(document.get('name')), scalars: scalars.filter(({ value }) => value !== '') };
}

/** A technique's own scores are said of it, those of a group of its sub-techniques of each of them. */
function saidOf(node: Node, key: string, techniques: readonly string[]): readonly string[] {
  const { id, 'sub-techniques': subTechniques } = (node as { toJSON(): Plain }).toJSON();
  if (key === 'scores') return (subTechniques ?? []).map((technique) => String(technique.id));
  return id === undefined ? techniques : [String(id)];
}

interface Plain {
  readonly id?: unknown;
  readonly 'sub-techniques'?: readonly { readonly id: unknown }[];
}

/** What a set, or a finding, says of one control. */
export interface Said {
  readonly attackVersion: string | undefined;
  readonly control: Capability | undefined;
  readonly rows: readonly Mapping[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What is not said whole where it belongs: in rows of its technique, else in what is said of the control. */
export function missingScalars(scalars: readonly Scalar[], said: Said): Scalar[] {
  const ofControl = leaves([
    said.attackVersion,
    said.control,
    said.rows.map(({ references, comments }) => [references, comments]),
  ]);
  const findings = said.diagnostics.map(({ message }) => message);
  const byTechnique = new Map<string, Set<string>>();
  for (const row of said.rows) {
    for (const id of [row.attack_object_id, row.related_score]) {
      if (id === undefined) continue;
      const known = byTechnique.get(id) ?? new Set();
      byTechnique.set(id, known);
      for (const leaf of leaves(row)) known.add(leaf);
    }
  }
  return scalars.filter(({ value, techniques }) => {
    const places =
      techniques.length === 0 ? [ofControl] : techniques.map((id) => byTechnique.get(id));
    return (
      !places.every((place) => place?.has(value)) &&
      !findings.some((message) => message.includes(JSON.stringify(value)))
    );
  });
}

/** Published scores are in small letters. */
export function inSmallLetters(scalar: Scalar): Scalar | undefined {
  if (!/scores\/\*\/(?:category|value)$/.test(scalar.path)) return undefined;
  const value = scalar.value.toLowerCase();
  return value === scalar.value ? undefined : { ...scalar, value };
}

/** ATT&CK versions have two parts. */
export function inTwoParts(scalar: Scalar): Scalar | undefined {
  const isWhole = scalar.path === 'ATT&CK version' && /^\d+$/.test(scalar.value);
  return isWhole ? { ...scalar, value: `${scalar.value}.0` } : undefined;
}

/** All texts and numbers in a value. */
function leaves(value: unknown): Set<string> {
  const found = new Set<string>();
  const walk = (inner: unknown): void => {
    if (typeof inner === 'string' || typeof inner === 'number') found.add(text(String(inner)));
    else if (inner !== null && typeof inner === 'object') Object.values(inner).forEach(walk);
  };
  walk(value);
  return found;
}
