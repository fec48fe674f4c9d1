import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AttackMappingsError } from '../../src/errors.ts';
import { LAYER_FORMATS } from '../../src/layers/layer-types.ts';
import { readLayer } from '../../src/layers/read-layer.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/layers');

const fixture = (name: string): unknown => JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));

/** A layer that nothing is to be said of. */
const clean = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  name: 'Layer',
  versions: { attack: '18', navigator: '5.1.0', layer: '4.5' },
  domain: 'enterprise-attack',
  techniques: [{ techniqueID: 'T1059', score: 1 }],
  ...more,
});

const entry = (more: Record<string, unknown>) =>
  clean({ techniques: [{ techniqueID: 'T1059', ...more }] });

function failure(value: unknown): AttackMappingsError {
  try {
    readLayer(value, 'a/layer.json');
  } catch (error) {
    if (error instanceof AttackMappingsError) return error;
    throw error;
  }
  throw new Error('it was read');
}

describe('readLayer', () => {
  it.each(readdirSync(FOLDER))('reads %s as the format it is named after', (name) => {
    const { format, domain, frame } = readLayer(fixture(name), name);
    expect(name).toBe(`layer-${format}.json`);
    expect(domain).toBe('enterprise');
    expect(frame.domain).toBe('enterprise-attack');
    expect(frame.versions.layer).toBe('4.5');
    expect(frame.techniques.length).toBeGreaterThan(3);
  });

  it('has a fixture for every format', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(LAYER_FORMATS.map((f) => `layer-${f}.json`));
  });

  it('leaves a clean layer as it is, member for member', () => {
    const layer = fixture('layer-4.5.json');
    const { frame, notes, aside } = readLayer(layer, 'x');
    expect(JSON.stringify(frame)).toBe(JSON.stringify(layer));
    expect(notes).toEqual([]);
    expect(aside.size).toBe(0);
  });

  it('says what format 3.0 meant in terms of 4.5', () => {
    const { frame, attackVersion, notes } = readLayer(fixture('layer-3.0.json'), 'x');
    expect(attackVersion).toBeUndefined();
    expect(frame).not.toHaveProperty('version');
    expect(frame).not.toHaveProperty('viewMode');
    expect(frame.layout).toEqual({ layout: 'mini', showID: false, showName: false });
    expect(frame.filters).toEqual({ platforms: ['Windows', 'AWS'] });
    expect(Object.keys(frame)).toEqual([
      'name',
      'versions',
      'domain',
      'description',
      'filters',
      'sorting',
      'layout',
      'hideDisabled',
      'techniques',
      'gradient',
      'legendItems',
      'showTacticRowBackground',
      'tacticRowBackground',
      'selectTechniquesAcrossTactics',
      'selectSubtechniquesWithParent',
      'metadata',
    ]);
    expect(notes.map(({ pointer }) => pointer)).toEqual(['/filters/stages', '/viewMode']);
  });

  it.each([
    [{ viewMode: 2, layout: { layout: 'flat' } }],
    [{ layout: { layout: 'flat' }, viewMode: 2 }],
  ])('takes the layout before the viewMode of %j', (more) => {
    const { frame } = readLayer(clean(more), 'x');
    expect(frame).toMatchObject({ layout: { layout: 'flat' } });
    expect(frame).not.toHaveProperty('viewMode');
  });

  it.each([
    [{ versions: { attack: 'v16.1', navigator: '4.9', layer: '4.5' } }, '16.1', '/versions/attack'],
    [{ versions: { attack: 16, navigator: '4.9', layer: '4.5' } }, '16', '/versions/attack'],
    [{ versions: { attack: 'newest', layer: '4.5' } }, undefined, '/versions/attack'],
    [{ versions: { attack: '', layer: '4.5' } }, undefined, undefined],
    [{ versions: { layer: 4.5 } }, undefined, undefined],
    [{ versions: undefined }, undefined, ''],
  ])('reads the ATT&CK version of %j', (more, version, pointer) => {
    const { attackVersion, notes } = readLayer(clean(more), 'x');
    expect(attackVersion).toBe(version);
    expect(notes.map((note) => note.pointer)).toEqual(pointer === undefined ? [] : [pointer]);
  });

  it.each([
    ['score', '3', 3],
    ['score', ' -2.5 ', -2.5],
    ['score', 'NaN', undefined],
    ['score', '1e999', undefined],
    ['score', '0x10', undefined],
    ['score', `${'9'.repeat(1e6)}`, undefined],
    ['score', null, undefined],
    ['score', Number.POSITIVE_INFINITY, undefined],
    ['color', '#F00', '#FF0000'],
    ['color', '#ff0000cc', '#ff0000'],
    ['color', 'red', undefined],
    ['color', '', undefined],
    ['tactic', 'Privilege Escalation', 'privilege-escalation'],
    ['tactic', '', undefined],
    ['comment', 5, undefined],
    ['enabled', 'yes', undefined],
    ['showSubtechniques', 1, undefined],
    ['metadata', 'none', undefined],
  ])('makes %s %j of an entry %j', (name, value, expected) => {
    const { frame, notes } = readLayer(entry({ [name]: value }), 'x');
    expect(frame.techniques[0]).toEqual({
      techniqueID: 'T1059',
      ...(expected === undefined ? {} : { [name]: expected }),
    });
    expect(notes.map(({ pointer }) => pointer)).toEqual([`/techniques/0/${name}`]);
  });

  it.each([
    [null, undefined],
    ['', undefined],
    [undefined, undefined],
    ['1059', undefined],
    [' t1059.001', 'T1059.001'],
  ])('takes the techniqueID %j for %j', (techniqueID, expected) => {
    const { frame, notes, pointers } = readLayer(entry({ techniqueID }), 'x');
    expect(frame.techniques.map((one) => one.techniqueID)).toEqual(expected ? [expected] : []);
    expect(pointers).toEqual(expected ? ['/techniques/0'] : []);
    expect(notes).toHaveLength(1);
  });

  it('keeps metadata and links that the Navigator shows, with their dividers', () => {
    const metadata = [
      { name: 'a', value: 'b' },
      { divider: true },
      { name: 'a', value: '' },
      { name: 'n', value: 5 },
      'text',
    ];
    const links = [
      { label: 'a', url: 'https://example.org/' },
      { divider: true },
      { label: 'a', url: 'javascript:alert(1)' },
      { label: 'a', url: 'https://example.org/"onclick' },
      { label: '', url: 'https://example.org/' },
    ];
    const { frame, notes } = readLayer(entry({ metadata, links }), 'x');
    expect(frame.techniques[0]?.metadata).toEqual([
      { name: 'a', value: 'b' },
      { divider: true },
      { name: 'n', value: '5' },
    ]);
    expect(frame.techniques[0]?.links).toEqual(links.slice(0, 2));
    expect(notes.map(({ pointer }) => pointer)).toEqual([
      '/techniques/0/metadata/2/value',
      '/techniques/0/metadata/3',
      '/techniques/0/metadata/4',
      '/techniques/0/links/2/url',
      '/techniques/0/links/3/url',
      '/techniques/0/links/4/label',
    ]);
  });

  it('writes the scheme of a link in small letters, and leaves out legend items without a label', () => {
    const links = [{ label: 'a', url: 'HTTPS://Example.org/A' }];
    const legendItems = [
      { label: '', color: '#ff0000' },
      { label: 'a', color: '#f00' },
      { label: 'b' },
    ];
    const { frame } = readLayer(clean({ links, legendItems }), 'x');
    expect(frame.links).toEqual([{ label: 'a', url: 'https://Example.org/A' }]);
    expect(frame.legendItems).toEqual([{ label: 'a', color: '#ff0000' }]);
  });

  it.each([
    [{ colors: ['#ff0000'], minValue: 0, maxValue: 5 }, ['#ff0000', '#ff0000'], 0, 5],
    [{ colors: ['#ff0000', '#00ff00'], minValue: 5, maxValue: 0 }, ['#00ff00', '#ff0000'], 0, 5],
    [{ colors: ['#f00', 'green', '#0f0'], minValue: 3, maxValue: 3 }, ['#ff0000', '#00ff00'], 3, 4],
    [
      { colors: ['#ff0000', '#00ff00'], minValue: '1', maxValue: null },
      ['#ff0000', '#00ff00'],
      1,
      100,
    ],
    [{ minValue: 200 }, ['#ff6666', '#ffe766', '#8ec843'], 200, 201],
    ['red', ['#ff6666', '#ffe766', '#8ec843'], -1, 100],
  ])('makes the gradient %j whole', (gradient, colors, minValue, maxValue) => {
    const { frame, notes } = readLayer(clean({ gradient }), 'x');
    expect(frame.gradient).toEqual({ colors, minValue, maxValue });
    expect(notes.map(({ pointer }) => pointer)).toEqual(['/gradient']);
  });

  it('keeps a gradient with transparency, as the Navigator writes it', () => {
    const gradient = { colors: ['#ff6666ff', '#8ec843ff'], minValue: 0, maxValue: 100 };
    expect(readLayer(clean({ gradient }), 'x')).toMatchObject({ frame: { gradient }, notes: [] });
  });

  it('cuts a name that names no sheet, and keeps it in the metadata', () => {
    const name = 'Mappings of everything: all of it, from A to Z';
    const { frame, notes } = readLayer(clean({ name }), 'x');
    expect(frame.name).toBe('Mappings of everything- all of');
    expect(frame.metadata).toEqual([{ name: 'full name', value: name }]);
    expect(notes.map(({ pointer }) => pointer)).toEqual(['/name']);
    expect(readLayer(clean({ name: undefined }), 'x').frame.name).toBe('layer');
  });

  it.each([
    [`${'a'.repeat(30)}😀b`, 'a'.repeat(30)],
    [`${'a'.repeat(29)}😀b`, `${'a'.repeat(29)}😀`],
    ["Bob's layer", "Bob's layer"],
    ["'Bob'", '-Bob-'],
    [`${'a'.repeat(30)}'s`, `${'a'.repeat(30)}-`],
  ])('makes the name %j one of a sheet', (name, expected) => {
    expect(readLayer(clean({ name }), 'x').frame.name).toBe(expected);
  });

  it('puts members of no format aside, whatever they are called', () => {
    const layer = JSON.parse(
      '{"name":"L","versions":{"layer":"4.5"},"domain":"ics-attack","__proto__":{"polluted":1},"constructor":2,"techniques":[{"techniqueID":"T1059","__proto__":{"score":9},"mine":1}]}',
    );
    const { frame, aside, domain } = readLayer(layer, 'x');
    expect(domain).toBe('ics');
    expect([...aside.keys()]).toEqual([
      '/__proto__',
      '/constructor',
      '/techniques/0/__proto__',
      '/techniques/0/mine',
    ]);
    expect(aside.get('/techniques/0/mine')).toBe(1);
    expect(frame.techniques).toEqual([{ techniqueID: 'T1059' }]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it.each([
    [[], 'a list of 0'],
    [[clean(), clean()], 'a list of 2'],
    [null, 'found null'],
    ['layer', 'found "layer"'],
    [{ mappings: [] }, 'without them'],
    [clean({ versions: { layer: '5.0' } }), 'found format "5.0"'],
    [clean({ versions: undefined, version: '2.2' }), 'found format "2.2"'],
    [clean({ domain: 'enterprise' }), '"enterprise-attack", "mobile-attack" or "ics-attack"'],
    [clean({ domain: 'mitre-prepare' }), 'PRE-ATT&CK ended'],
  ])('says what it expected instead of %j', (value, words) => {
    const { code, subject, message } = failure(value);
    expect({ code, subject }).toEqual({ code: 'parse', subject: 'a/layer.json' });
    expect(message).toMatch(/^expected /);
    expect(message).toContain(words);
  });

  it('takes a list of one layer for that layer', () => {
    const { frame, pointers } = readLayer([clean()], 'x');
    expect(frame.name).toBe('Layer');
    expect(pointers).toEqual(['/0/techniques/0']);
  });

  it('reads hostile layers: many entries, deep ones, huge comments', () => {
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    const comment = 'x'.repeat(5_000_000);
    const layer = JSON.parse(
      JSON.stringify(entry({ comment })).replace('"name":', `"deep":${deep},"name":`),
    );
    const read = readLayer(layer, 'x');
    expect(read.frame.techniques[0]?.comment).toBe(comment);
    expect([...read.aside.keys()]).toEqual(['/deep']);
    expect(JSON.stringify(read.notes).length).toBeLessThan(1000);

    const techniques = Array.from({ length: 1_000_000 }, (_, i) => ({
      techniqueID: 'T1059',
      score: i,
    }));
    expect(readLayer(clean({ techniques }), 'x').frame.techniques).toHaveLength(1_000_000);
  });
});
