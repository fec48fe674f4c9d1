import type { Artifact, ExportSet } from '../../contracts.ts';
import { AttackMappingsError } from '../../errors.ts';
import { exportSets, WITHOUT_COVERAGE } from '../export-sets.ts';
import { registries } from '../registries.ts';

/** Takes what is made, one by one. */
export type Write = (artifact: Artifact) => Promise<void>;

/** What a run makes. Rejects with `config` for a path that two files would become. */
export class Outputs {
  readonly paths: string[] = [];
  readonly #write: Write;
  readonly #perSet: readonly string[];
  readonly #perFamily: readonly string[];
  readonly #families: ExportSet[] = [];
  readonly #options: Readonly<Record<string, unknown>>;
  readonly #owners = new Map<string, string>();

  /** `isSingle`: what is made goes where there is room for one file of a set. */
  constructor(write: Write, formats: readonly string[], isSingle: boolean) {
    const isFamily = (format: string) => registries.exporters.get(format)?.scope === 'family';
    this.#write = write;
    this.#options = isSingle ? WITHOUT_COVERAGE : {};
    this.#perSet = formats.filter((format) => !isFamily(format));
    this.#perFamily = formats.filter(isFamily);
  }

  async put(artifact: Artifact, file: string): Promise<void> {
    const { path } = artifact;
    const owner = this.#owners.get(path);
    if (owner !== undefined) {
      throw new AttackMappingsError(
        'config',
        file,
        `${owner} and ${file} would both become ${path}: migrate one of them at a time, or into another folder`,
      );
    }
    this.#owners.set(path, file);
    this.paths.push(path);
    await this.#write(artifact);
  }

  /** A set in the formats of single sets. */
  async putSet(set: ExportSet, file: string): Promise<void> {
    for (const format of this.#perSet) {
      const { artifacts } = exportSets([set], format, this.#options);
      for (const artifact of artifacts) await this.put(artifact, file);
    }
    if (this.#perFamily.length > 0) this.#families.push(set);
  }

  /** The formats of several sets, once all of them are put. */
  async putFamilies(): Promise<void> {
    for (const format of this.#perFamily) {
      for (const artifact of exportSets(this.#families, format).artifacts) {
        await this.put(artifact, format);
      }
    }
  }
}
