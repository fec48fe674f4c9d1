import { posix } from 'node:path';
import type { SideFile } from './side.ts';

/**
 * The files that are looked into. A build's folder holds each set once as mappings.json, and the
 * same again in other formats: these are passed over, and so are sets that it carried to another
 * ATT&CK version, unless `aligned`. Files that were named are always taken.
 */
export function candidates(files: readonly SideFile[], aligned: boolean): SideFile[] {
  const found = files.filter(({ below, named }) => named || aligned || !isAligned(below));
  const isCanonical = ({ below }: SideFile) => posix.basename(below) === 'mappings.json';
  return found.some(isCanonical) ? found.filter((file) => file.named || isCanonical(file)) : found;
}

function isAligned(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('aligned-'));
}
