import { createHash } from 'node:crypto';

const MAX_LENGTH = 100;
/** Names that Windows keeps for devices. */
const DEVICE = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;

/**
 * A path part made from an id: everything but letters, digits, `_`, `-` and inner dots is
 * percent-encoded, long ones are cut and end in a hash. Different ids give different parts.
 */
export function pathSafe(id: string): string {
  const encoded = encodeBytes(id);
  if (encoded.length <= MAX_LENGTH) return encoded;
  const hash = createHash('sha256').update(id).digest('hex').slice(0, 16);
  return `${encoded.slice(0, MAX_LENGTH - 17)}~${hash}`;
}

function encodeBytes(id: string): string {
  let out = '';
  for (const byte of Buffer.from(id, 'utf8')) {
    const char = String.fromCharCode(byte);
    out += /[A-Za-z0-9_.-]/.test(char) ? char : percent(byte);
  }
  if (DEVICE.test(out)) out = percent(out.charCodeAt(0)) + out.slice(1);
  out = out.replace(/^\.|\.$/g, '%2E');
  return out === '' ? '%' : out;
}

function percent(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
