import { AttackMappingsError } from '../errors.ts';
import { inWords, isRecord } from '../model/json-value.ts';
import { LAYER_FORMATS, type LayerFormat } from './layer-types.ts';

const EXPECTED = `an ATT&CK Navigator layer of format ${LAYER_FORMATS[0]} to ${LAYER_FORMATS.at(-1)}`;

/** True for a value that could be meant as a layer: it has techniques or says of which format it is. */
export function isLayerLike(value: Readonly<Record<string, unknown>>): boolean {
  if (Array.isArray(value.techniques)) return true;
  return statedFormat(value) !== undefined && typeof value.domain === 'string';
}

/** The format as the layer states it: `versions.layer`, before 4.1 `version`. */
export function statedFormat(layer: Readonly<Record<string, unknown>>): unknown {
  return (isRecord(layer.versions) ? layer.versions.layer : undefined) ?? layer.version;
}

/** A format that is read, undefined for any other. `3` is `3.0`, and a number is as good as text. */
export function knownFormat(stated: unknown): LayerFormat | undefined {
  if (typeof stated !== 'string' && typeof stated !== 'number') return undefined;
  const text = String(stated).replace(/^(\d+)$/, '$1.0');
  return LAYER_FORMATS.find((format) => format === text);
}

/** The one layer in a document, and its format. Throws `parse` for what is no layer that is read. */
export function oneLayer(
  value: unknown,
  subject: string,
): { layer: Readonly<Record<string, unknown>>; pointer: string; format: LayerFormat | undefined } {
  if (Array.isArray(value)) {
    const [only] = value;
    if (value.length === 1 && isRecord(only)) return { ...oneLayer(only, subject), pointer: '/0' };
    throw new AttackMappingsError(
      'parse',
      subject,
      `expected one layer, found a list of ${value.length}: save each layer in a file of its own`,
    );
  }
  if (!isRecord(value) || !isLayerLike(value)) {
    throw new AttackMappingsError(
      'parse',
      subject,
      `expected ${EXPECTED}, an object with "domain" and "techniques"; found ${inWords(value)}${isRecord(value) ? ' without them' : ''}`,
    );
  }
  const stated = statedFormat(value);
  const format = knownFormat(stated);
  if (stated !== undefined && format === undefined) {
    throw new AttackMappingsError(
      'parse',
      subject,
      `expected ${EXPECTED}, found format ${inWords(stated)}: open the layer in the Navigator and save it again`,
    );
  }
  return { layer: value, pointer: '', format };
}
