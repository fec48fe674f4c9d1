import type {
  Combination,
  CombineInput,
  ExportSet,
  OutputFolder,
  WrittenFile,
} from '../contracts.ts';
import type { ManifestCombined, ManifestOutput, ManifestSet } from '../generated/manifest.ts';
import { compareText } from '../model/compare.ts';
import { grouped } from '../model/grouped.ts';
import { hashOf } from '../model/hash-of.ts';
import { pathSafe } from '../model/path-safe.ts';
import type { AttackLibrary } from './attack-library.ts';
import type { ChosenExporter } from './build-family.ts';
import type { BuildLock } from './build-lock.ts';
import type { Ledgers } from './ledgers.ts';
import { refuseOtherFiles } from './locked-files.ts';
import type { SetPlan } from './plan.ts';

export interface CombineContext {
  readonly exporters: readonly ChosenExporter[];
  /** The ATT&CK version that the sets are aligned to. */
  readonly version: string;
  readonly attack: AttackLibrary;
  readonly output: OutputFolder;
  /** Entries of the manifest before this build, by path. */
  readonly previous: ReadonlyMap<string, ManifestCombined>;
  /** Stands for the settings of the pipeline and the version of this project. */
  readonly settings: string;
  readonly holds: (file: WrittenFile) => Promise<boolean>;
  readonly ledgers: Ledgers;
  /** `lock`: holds the files to what the manifest says. */
  readonly read: { readonly lock?: BuildLock };
}

/** Makes the files over all frameworks, a folder a domain, from the aligned sets of a build. */
export interface Combiner {
  /** Folder of the files of a domain, as `combined/18.1/enterprise`. */
  pathOf(domain: string): string;
  /** Takes the aligned sets of one family, once its own files are in place. */
  add(aligned: readonly ExportSet[], family: readonly SetPlan[]): Promise<void>;
  /** True when the files of the last build are made of just these sets and are all in place. */
  stands(aligned: readonly ManifestSet[]): Promise<boolean>;
  /** Writes the files of one domain; every one of its sets has been added. */
  write(domain: string, aligned: readonly ManifestSet[]): Promise<ManifestCombined>;
}

/** The files of one domain in the making, by format. */
type OpenDomain = readonly { readonly format: string; readonly combination: Combination }[];

export function openCombiner(context: CombineContext): Combiner {
  const { attack, exporters, holds, output, previous, settings, version } = context;
  const combining = exporters.filter(({ exporter }) => exporter.combine !== undefined);
  const domains = new Map<string, OpenDomain>();
  const read = (path: string) => output.read(path);
  const earlier = context.ledgers.hasAny ? read : undefined;
  const pathOf = (domain: string) => `combined/${pathSafe(version)}/${pathSafe(domain)}`;
  return {
    pathOf,

    async add(aligned, family) {
      for (const domain of new Set(aligned.map(({ set }) => set.key.domain))) {
        if (domains.has(domain)) continue;
        const index = await attack.indexOf(domain, version);
        const input = { path: pathOf(domain), index, ...(earlier ? { earlier } : {}) };
        domains.set(domain, openDomain(combining, input));
      }
      const written = context.ledgers.keeps(family) ? read : undefined;
      for (const open of domains.values()) {
        for (const { combination } of open) await combination.add(aligned, written);
      }
    },

    async stands(aligned) {
      for (const [domain, sets] of grouped(aligned, ({ key }) => key.domain ?? '')) {
        const entry = previous.get(pathOf(domain));
        if (entry?.status !== 'current' || entry.settings !== settingsOf(settings, sets))
          return false;
        const formats = new Set(entry.outputs.map(({ format }) => format));
        if (!combining.every(({ exporter }) => formats.has(exporter.name))) return false;
        for (const file of entry.outputs) if (!(await holds(file))) return false;
      }
      return true;
    },

    async write(domain, aligned) {
      const path = pathOf(domain);
      const made = settingsOf(settings, aligned);
      const last = previous.get(path);
      const formats = combining.map(({ exporter }) => exporter.name);
      const { lock } = context.read;
      const written = await writeFiles(domains.get(domain) ?? [], output, (files) => {
        if (lock) refuseOtherFiles(lock, { path, written: files, formats });
      });
      const kept: ManifestOutput[] = [];
      for (const file of last?.outputs ?? []) {
        if (written.some((other) => other.path === file.path)) continue;
        const stays =
          last?.settings === made &&
          !combining.some(({ exporter }) => exporter.name === file.format) &&
          (await holds(file));
        if (stays) kept.push(file);
        else if (file.path.startsWith(`${path}/`)) await output.remove(file.path);
      }
      return {
        path,
        status: 'current',
        attack_version: version,
        domain,
        settings: made,
        sets: aligned.map((set) => set.path).sort(compareText),
        outputs: [...written, ...kept].sort((a, b) => compareText(a.path, b.path)),
      };
    },
  };
}

/** `judge` throws when the files may not be put in place. */
async function writeFiles(
  open: OpenDomain,
  output: OutputFolder,
  judge: (files: readonly ManifestOutput[]) => void,
): Promise<ManifestOutput[]> {
  const staging = output.stage();
  const written: ManifestOutput[] = [];
  try {
    for (const { format, combination } of open) {
      for (const artifact of combination.artifacts()) {
        const { path, sha256, bytes } = await staging.write(artifact);
        written.push({ path, format, sha256, bytes });
      }
    }
    judge(written);
    await staging.commit();
    return written;
  } catch (error) {
    await staging.discard();
    throw error;
  }
}

function openDomain(
  combining: readonly ChosenExporter[],
  input: Omit<CombineInput, 'options'>,
): OpenDomain {
  return combining.flatMap(({ exporter, options }) => {
    const combination = exporter.combine?.({ ...input, options });
    return combination ? [{ format: exporter.name, combination }] : [];
  });
}

/** Stands for all but the formats that decides what the files of a domain hold. */
function settingsOf(settings: string, aligned: readonly ManifestSet[]): string {
  return hashOf([settings, aligned.map(({ path, inputs }) => [path, inputs])]);
}
