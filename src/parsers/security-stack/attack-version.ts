import type { DocumentNode } from '../../formats/document-node.ts';

/** ATT&CK versions have two parts; a number in YAML has lost a second part of 0. */
export function attackVersion(node: DocumentNode): string {
  const text = node.text();
  return typeof node.content === 'number' && /^\d+$/.test(text) ? `${text}.0` : text;
}
