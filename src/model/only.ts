/**
 * A glob on a set's path: `*` and `?` within a part, `**` across parts. A pattern that names
 * leading parts takes everything below them.
 */
export function pathGlob(glob: string): (path: string) => boolean {
  const pattern = glob
    .replace(/\/+$/, '')
    .split(/(\*\*\/?|\*|\?)/)
    .map((part) => {
      if (part.startsWith('**')) return part.endsWith('/') ? '(?:[^/]+/)*' : '.*';
      if (part === '*') return '[^/]*';
      if (part === '?') return '[^/]';
      return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    })
    .join('');
  const regex = new RegExp(`^${pattern}(?:/.*)?$`);
  return (path) => regex.test(path);
}
