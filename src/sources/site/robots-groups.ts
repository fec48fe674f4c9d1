/** The rules of a robots.txt, each robot's name once in a group. */
export interface RobotsGroups {
  /** With the line numbers of the original. */
  readonly text: string;
  /** How many lines allow or forbid something to this robot, or to all. */
  readonly rules: number;
}

/**
 * Takes superfluous names out of a robots.txt: a parser that keeps each rule under each name of
 * its group multiplies them. Of names that are neither ours nor `*` the first of a group stays.
 */
export function robotsGroups(text: string, product: string): RobotsGroups {
  let group = new Set<string>();
  let isAmongNames = false;
  let rules = 0;
  const lines = text.split(/\r\n|\r|\n/).map((line) => {
    const [field, value] = fieldOf(line);
    if (field === '') return '';
    if (field !== 'user-agent') {
      isAmongNames = false;
      const isRule = field === 'allow' || field === 'disallow';
      if (isRule && (group.has(product) || group.has('*'))) rules += 1;
      return line;
    }
    if (!isAmongNames) group = new Set();
    isAmongNames = true;
    const name = value.toLowerCase().split('/')[0]?.trim() ?? '';
    const isOurs = name === product || name === '*';
    if (group.has(name) || (!isOurs && group.size > 0)) return '';
    group.add(name);
    return line;
  });
  return { text: lines.join('\n'), rules };
}

function fieldOf(line: string): [field: string, value: string] {
  const said = line.split('#', 1)[0] ?? '';
  const colon = said.indexOf(':');
  return colon === -1
    ? ['', '']
    : [said.slice(0, colon).trim().toLowerCase(), said.slice(colon + 1)];
}
