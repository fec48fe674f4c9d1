import type { DocumentNode } from '../../formats/document-node.ts';

/** Members that a control may have. */
export const CONTROL = [
  ...['version', 'ATT&CK version', 'creation date', 'last update', 'name', 'contact'],
  ...['organization', 'platform', 'tags', 'description', 'techniques', 'comments', 'references'],
];

/** A control as its document describes it. */
export interface Control {
  /** As the publisher makes it of the name: AWS Audit Manager is aws_audit_manager. */
  readonly id: string;
  readonly name: DocumentNode;
  readonly platform: DocumentNode;
  readonly attack: DocumentNode;
  readonly techniques: readonly DocumentNode[];
  readonly references: readonly string[];
  readonly version: DocumentNode | undefined;
  readonly contact: DocumentNode | undefined;
  readonly organization: DocumentNode | undefined;
  readonly description: DocumentNode | undefined;
  readonly comments: DocumentNode | undefined;
  readonly tags: readonly string[];
  readonly created: DocumentNode | undefined;
  readonly updated: DocumentNode | undefined;
}

/** Throws `schema` for a document of another shape. */
export function readControl(document: DocumentNode): Control {
  const { content } = document;
  if (!(content instanceof Map && content.has('techniques'))) {
    document.refuse('a control of the security stack, an object with a list "techniques"');
  }
  const name = document.member('name');
  return {
    id: slugOf(name.text()),
    name,
    platform: document.member('platform'),
    attack: document.member('ATT&CK version'),
    techniques: document.optional('techniques')?.list() ?? [],
    references: texts(document.optional('references')),
    version: document.optional('version'),
    contact: document.optional('contact'),
    organization: document.optional('organization'),
    description: document.optional('description'),
    comments: document.optional('comments'),
    tags: texts(document.optional('tags')),
    created: document.optional('creation date'),
    updated: document.optional('last update'),
  };
}

/** Lower case, with `_` for spaces. */
export function slugOf(name: string): string {
  return name.trim().toLowerCase().replaceAll(' ', '_');
}

function texts(list: DocumentNode | undefined): string[] {
  return (list?.list() ?? []).map((entry) => entry.text());
}
