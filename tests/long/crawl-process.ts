/** A crawl in a process of its own, so that its memory can be measured: home, level and cache folder. */
import { crawl } from '../support/generated-site/crawl.ts';

const [, , home = '', level, cacheDir = ''] = process.argv;
let pages = 0;
await crawl({ home, level: level === 'full' ? 'full' : 'tables', cacheDir }, ({ error }) => {
  if (error) throw error;
  pages += 1;
});
process.stdout.write(`${pages}\n`);
