import type { DocumentNode } from '../../formats/document-node.ts';

/** ATT&CK versions have two parts, in the file's own digits; of a whole number the second is 0. */
export function attackVersion(node: DocumentNode): string {
  const text = node.text();
  return typeof node.content === 'number' && /^\d+$/.test(text) ? `${text}.0` : text;
}
