import { expect, test } from 'vitest';
import {
  documentReference,
  externalReferences,
} from '../../../src/exporters/stix/external-references.ts';

const SHA256 = 'a'.repeat(64);

test.each([
  [
    { url: 'https://learn.example.org/a?b=c#d' },
    { source_name: 'learn.example.org', url: 'https://learn.example.org/a?b=c#d' },
  ],
  [
    { url: 'https://Example.org:8443/a', text: 'Ref' },
    { source_name: 'example.org', description: 'Ref', url: 'https://Example.org:8443/a' },
  ],
  [{ text: 'Chapter 4' }, { source_name: 'reference', description: 'Chapter 4' }],
  [
    { url: 'https://example.org/a[1]|ü' },
    { source_name: 'example.org', url: 'https://example.org/a%5B1%5D%7C%C3%BC' },
  ],
  [
    { url: 'https://example.org/100%#a#b' },
    { source_name: 'example.org', url: 'https://example.org/100%25#a%23b' },
  ],
  [
    { url: 'https:///nowhere', text: 'Ref' },
    { source_name: 'reference', description: 'Ref https:///nowhere' },
  ],
])('%j', (reference, expected) => {
  expect(externalReferences([reference])).toEqual([expected]);
});

test('each reference once', () => {
  const url = 'https://example.org/';
  expect(externalReferences([{ url }, { url }, { url, text: 'a' }])).toHaveLength(2);
});

test('a document that was read carries its hash', () => {
  expect(documentReference('https://example.org/x.json', SHA256, 'Mappings')).toEqual({
    source_name: 'example.org',
    description: 'Mappings',
    url: 'https://example.org/x.json',
    hashes: { 'SHA-256': SHA256 },
  });
  expect(documentReference('sample/x.json', SHA256, 'Mappings')).toEqual({
    source_name: 'pipeline',
    description: 'Mappings sample/x.json',
    hashes: { 'SHA-256': SHA256 },
  });
});
