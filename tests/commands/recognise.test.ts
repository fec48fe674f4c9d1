import { expect, it } from 'vitest';
import { migratedKind } from '../../src/commands/recognise.ts';
import { validateValue } from '../../src/commands/validate/value.ts';
import { readLayer } from '../../src/layers/read-layer.ts';

const domain = 'enterprise-attack';
const versions = { layer: '4.5' };

const isRead = (value: unknown) => {
  try {
    readLayer(value, 'a.json');
    return true;
  } catch {
    return false;
  }
};

it.each([
  [{ name: 'a', domain, versions, techniques: [] }, true],
  [{ name: 'a', domain, versions }, true],
  [{ name: 'a', domain, version: '3.0' }, true],
  [{ name: 'a', techniques: [] }, true],
  [{ name: 'a', domain }, false],
  [{ name: 'a', techniques: 'T1001', domain }, false],
  [{ rows: [{ techniques: [], domain }] }, false],
])('%j is a layer for validate, for migrate and for its reader, or for none', (value, isLayer) => {
  const kind = migratedKind(Buffer.from(JSON.stringify(value)));
  expect(validateValue(value).kind === 'Navigator layer').toBe(isLayer);
  expect(kind === 'layer').toBe(isLayer);
  expect(isRead(value)).toBe(isLayer && 'domain' in value);
});

it('a layer that breaks off is left to its reader, and a text is no layer', () => {
  const text = JSON.stringify({ domain, techniques: [] });
  expect(migratedKind(Buffer.from(text.slice(0, -1)))).toBe('layer');
  expect(migratedKind(Buffer.from(`see ${text}`))).toBeUndefined();
});
