import type { Report } from '../../contracts.ts';
import type { ReadLayer } from '../../layers/layer-types.ts';
import { counted } from '../../model/text.ts';

/** Warnings on one layer; what is beyond is counted. */
const MOST = 20;

/**
 * Warns of what a layer's reader left out, which is compared with nothing. Members that no format
 * knows are compared, and a spelling that was put right is no loss.
 */
export function reportLeftOut({ subject, notes, aside }: ReadLayer, report: Report): void {
  const lost = notes.filter(({ kind, pointer }) => kind === 'left out' && !aside.has(pointer));
  const warn = (pointer: string, message: string) =>
    report({
      severity: 'warning',
      rule: 'layer-member',
      source: subject,
      place: { pointer },
      message,
    });
  for (const { pointer, message } of lost.slice(0, MOST)) {
    warn(pointer, `${message}: it is not compared`);
  }
  const more = lost.length - MOST;
  if (more > 0) {
    const what = counted(more, 'more member or entry is', 'more members and entries are');
    warn('', `${what} not compared`);
  }
}
