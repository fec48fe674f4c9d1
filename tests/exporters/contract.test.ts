import { describe, expect, it } from 'vitest';
import { exporters } from '../../src/exporters/index.ts';
import { variedSet } from '../support/varied-set.ts';
import { describeExporter } from './contract.ts';

const makeInput = () => ({
  sets: [variedSet()],
  options: { generator: 'attack-mappings 0.0.0' },
});

for (const exporter of exporters.values()) describeExporter(exporter, makeInput);

describe('exporters', () => {
  it('are registered under their own names', () => {
    expect([...exporters.keys()]).toEqual(['json', 'stix', 'navigator', 'csv', 'ctid-json']);
    for (const [name, exporter] of exporters) expect(exporter.name).toBe(name);
  });
});
