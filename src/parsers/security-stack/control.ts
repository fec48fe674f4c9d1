import type { DocumentNode } from '../../formats/document-node.ts';
import { otherMembers } from '../../formats/other-members.ts';
import type { SourceRow } from '../../records.ts';

/** Members that a control may have. */
export const CONTROL = [
  ...['version', 'ATT&CK version', 'creation date', 'last update', 'name', 'contact'],
  ...['organization', 'platform', 'tags', 'description', 'techniques', 'comments', 'references'],
];

/** Those of them that the set's key, the capability itself or its rows say. */
const PLACED = ['ATT&CK version', 'name', 'description', 'techniques', 'references'];

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
  /** What it says of itself alone, as tags and dates: known and unknown members as they are. */
  readonly additional: SourceRow | undefined;
}

/** Throws `schema` for a document of another shape. */
export function readControl(document: DocumentNode): Control {
  const { content } = document;
  if (!(content instanceof Map && content.has('techniques'))) {
    document.refuse('a control of the security stack, an object with a list "techniques"');
  }
  const name = document.member('name');
  const techniques = document.optional('techniques')?.list() ?? [];
  // The comments of a control without techniques are those of its row.
  const placed = techniques.length === 0 ? [...PLACED, 'comments'] : PLACED;
  return {
    id: slugOf(name.text()),
    name,
    platform: document.member('platform'),
    attack: document.member('ATT&CK version'),
    techniques,
    references: texts(document.optional('references')),
    version: document.optional('version'),
    contact: document.optional('contact'),
    organization: document.optional('organization'),
    description: document.optional('description'),
    comments: document.optional('comments'),
    additional: otherMembers(document, placed),
  };
}

/** Lower case, with `_` for spaces. */
export function slugOf(name: string): string {
  return name.trim().toLowerCase().replaceAll(' ', '_');
}

function texts(list: DocumentNode | undefined): string[] {
  return (list?.list() ?? []).map((entry) => entry.text());
}
