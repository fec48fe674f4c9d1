import type { SetKey } from '../generated/mapping-set.ts';
import { KEY_MEMBERS } from '../model/set-key.ts';

/** Longest path part that is looked at. */
const LONGEST = 500;

/**
 * What the path of a file says of its set, where it has the shape of published files
 * (`<framework>-<version>_attack-<version>-<domain>.json`) or of their folders
 * (`<framework>/attack-<version>/<framework>-<version>/<domain>/`). Versions of a framework can hold
 * a dash, so they are told from its name by the framework that is expected.
 */
export function statedByPath(path: string, framework: string): Partial<SetKey>[] {
  const parts = path.split('/');
  const name = parts.pop() ?? '';
  return [fromFolders(parts, framework), fromName(name, framework)].filter(
    (stated) => stated !== undefined,
  );
}

function fromName(name: string, framework: string): Partial<SetKey> | undefined {
  if (name.length > LONGEST) return undefined;
  const [, edition, attack_version, domain] =
    /^(.+-.+)_attack-([^-_]+)-([^-_.]+)\.json$/i.exec(name) ?? [];
  if (edition === undefined || attack_version === undefined || domain === undefined) return;
  return { ...editionOf(edition, framework), attack_version, domain };
}

/** Below `aligned-<version>` folders keep the names that a set had before it was migrated. */
function fromFolders(parts: readonly string[], framework: string): Partial<SetKey> | undefined {
  const [home, attack, edition, domain] = parts.slice(-4);
  const aligned = /^aligned-(.+)$/.exec(parts.at(-5) ?? '')?.[1];
  if (home === undefined || attack === undefined || edition === undefined || domain === undefined)
    return undefined;
  if (!attack.startsWith('attack-') || !edition.startsWith(`${home}-`)) return undefined;
  return {
    ...editionOf(edition, framework),
    framework: home,
    attack_version: aligned ?? attack.slice('attack-'.length),
    domain,
  };
}

/** The framework and its version out of `nist_800_53-rev5`. */
function editionOf(edition: string, expected: string): Partial<SetKey> {
  const dash = edition.startsWith(`${expected}-`) ? expected.length : edition.lastIndexOf('-');
  return { framework: edition.slice(0, dash), framework_version: edition.slice(dash + 1) };
}

/** The members in which the path contradicts a key, each once, with what the path says. */
export function contradictions(
  stated: readonly Partial<SetKey>[],
  isSame: (member: keyof SetKey, text: string) => boolean,
): Map<keyof SetKey, string> {
  const found = new Map<keyof SetKey, string>();
  for (const member of KEY_MEMBERS) {
    for (const { [member]: text } of stated) {
      if (text !== undefined && !isSame(member, text) && !found.has(member))
        found.set(member, text);
    }
  }
  return found;
}
