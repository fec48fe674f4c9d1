import { onTestFinished } from 'vitest';
import { type GeneratedSite, serveSite } from './serve-site.ts';
import { FRAMEWORKS, type SiteFramework } from './site-data.ts';

/** Sets and pages of every kind: one version and several, cut short and whole, three domains and versions. */
const VERSIONS: Readonly<Record<string, readonly number[]>> = {
  cri_profile: [0],
  kev: [0, 1],
  m365: [0, 1],
  nist: [0, 1, 10],
};

export const SMALL_SIZE = { capabilities: 10, techniques: 40, rows: 60 };

export function smallFrameworks(): SiteFramework[] {
  return FRAMEWORKS.flatMap((framework) => {
    const taken = VERSIONS[framework.site];
    if (!taken) return [];
    return [{ ...framework, versions: framework.versions.filter((_, i) => taken.includes(i)) }];
  });
}

/** A site of eight sets and some 300 pages, for one test. */
export async function serveSmallSite(): Promise<GeneratedSite> {
  const site = await serveSite(smallFrameworks(), SMALL_SIZE);
  onTestFinished(site.close);
  return site;
}

/** Answers one page, by its path below the home, with another text; everything else stays. */
export function serveInstead(
  site: GeneratedSite,
  path: string,
  body: string,
  status = 200,
  headers: Record<string, string> = {},
): void {
  const before = site.override;
  site.override = (asked, response, request) => {
    if (site.origin + asked !== new URL(path, site.home).href)
      return before(asked, response, request);
    response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body);
    return true;
  };
}
