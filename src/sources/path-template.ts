import type { SetKey } from '../generated/mapping-set.ts';

const FIELDS = ['framework', 'framework_version', 'attack_version', 'domain'] as const;

/** No path is longer; what is, does not fit. */
const LONGEST = 500;

/** What a path says of its set; undefined when the path does not fit the template. */
export type PathReader = (path: string) => Partial<SetKey> | undefined;

/**
 * A template such as `mappings/{framework}/attack-{attack_version}/*.json` as a reader of paths.
 * A field named twice has to say the same twice; `*` is any text without a slash, `**` any text.
 */
export function pathTemplate(template: string): PathReader {
  const seen = new Set<string>();
  const pattern = template
    .split(/(\{[a-z_]+\}|\*\*?)/)
    .map((part) => {
      if (part === '**') return '.*';
      if (part === '*') return '[^/]*';
      const name = FIELDS.find((field) => part === `{${field}}`);
      if (name === undefined) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      if (seen.has(name)) return `\\k<${name}>`;
      seen.add(name);
      return `(?<${name}>[^/]+?)`;
    })
    .join('');
  const regex = new RegExp(`^${pattern}$`);
  return (path) => {
    const groups = path.length > LONGEST ? undefined : regex.exec(path)?.groups;
    return groups === undefined ? undefined : { ...groups };
  };
}
