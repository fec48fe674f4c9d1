import type { AttackIndex } from '../contracts.ts';
import type { LayerFrame, LayerNote } from '../layers/layer-types.ts';
import { platformsIn } from '../model/platforms.ts';
import { shorten } from '../model/text.ts';

/** Platforms that ATT&CK gave another name: clouds in version 9, the rest in 16 and 17. */
const NOW_NAMED: ReadonlyMap<string, string> = new Map([
  ['AWS', 'IaaS'],
  ['Azure', 'IaaS'],
  ['GCP', 'IaaS'],
  ['Azure AD', 'Identity Provider'],
  ['Google Workspace', 'Office Suite'],
  ['Office 365', 'Office Suite'],
  ['Network', 'Network Devices'],
]);

const POINTER = '/filters/platforms';

/** Filters with the platforms that the release has; without one of them, all techniques are shown. */
export function filtersIn(
  filters: LayerFrame['filters'],
  index: AttackIndex,
): { filters?: LayerFrame['filters']; notes: readonly LayerNote[] } {
  if (filters === undefined) return { notes: [] };
  const known = platformsIn(index);
  const notes: LayerNote[] = [];
  const platforms = new Set<string>();
  for (const name of filters.platforms) {
    const now = known.has(name) ? name : NOW_NAMED.get(name);
    const what = `ATT&CK ${index.release.version} has no platform ${JSON.stringify(shorten(name))}`;
    if (now === undefined || !known.has(now)) {
      notes.push({ pointer: POINTER, kind: 'left out', message: what });
      continue;
    }
    if (now !== name)
      notes.push({ pointer: POINTER, kind: 'changed', message: `${what}: now ${now}` });
    platforms.add(now);
  }
  if (platforms.size === filters.platforms.length && notes.length === 0) return { filters, notes };
  return platforms.size === 0 ? { notes } : { filters: { platforms: [...platforms] }, notes };
}
