import type { AttackIndex, AttackView } from '../../contracts.ts';
import type { SetKey } from '../../generated/mapping-set.ts';
import { domainNamed } from '../../layers/layer-domain.ts';
import { isRecord } from '../../model/json-value.ts';
import type { AttackLibrary } from '../../pipeline/attack-library.ts';
import type { SourceRow } from '../../records.ts';

/** ATT&CK for documents that are validated. */
export class DocumentAttack {
  readonly #library: AttackLibrary;

  constructor(library: AttackLibrary) {
    this.#library = library;
  }

  /** As a set declares it; other domains are read when it names techniques that its own does not know. */
  async forSet(key: SetKey, techniques: Iterable<string>): Promise<AttackView> {
    return (await this.#library.forSet(key, techniques)).view;
  }

  /**
   * As a layer declares it; the newest release where it declares none, as in format 3.0. Undefined
   * for a layer of no domain, which a rule finds.
   */
  async forLayer(layer: SourceRow): Promise<AttackView | undefined> {
    const domain = domainNamed(layer.domain);
    if (domain === undefined) return undefined;
    const ids = (Array.isArray(layer.techniques) ? layer.techniques : [])
      .map((entry) => (isRecord(entry) ? entry.techniqueID : undefined))
      .filter((id) => typeof id === 'string');
    const stated = isRecord(layer.versions) ? layer.versions.attack : undefined;
    return this.forSet(await this.#key(stated, domain), ids);
  }

  /** All domains of the version that the reports of a bundle name, else of the newest one. */
  async forBundle(objects: readonly unknown[]): Promise<readonly AttackIndex[]> {
    const { attack_version, domain } = statedInReports(objects);
    const key = await this.#key(attack_version, domainNamed(domain) ?? 'enterprise');
    return (await this.forSet(key, [NO_TECHNIQUE])).domains;
  }

  async #key(version: unknown, domain: string): Promise<SetKey> {
    const isStated = typeof version === 'number' || (typeof version === 'string' && version !== '');
    const attack_version = isStated ? String(version) : await this.#library.version('latest');
    return { framework: '', framework_version: '', attack_version, domain };
  }
}

/** In no domain, so that all of them are read. */
const NO_TECHNIQUE = '';

/** What the first report says that states an ATT&CK version in our extension. */
function statedInReports(objects: readonly unknown[]): SourceRow {
  for (const object of objects) {
    if (!isRecord(object) || object.type !== 'report' || !isRecord(object.extensions)) continue;
    const extensions: unknown[] = Object.values(object.extensions);
    const ours = extensions.filter(isRecord).find((entry) => 'attack_version' in entry);
    if (ours) return ours;
  }
  return {};
}
