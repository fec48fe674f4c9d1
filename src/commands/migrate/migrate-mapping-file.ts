import type { ExportSet } from '../../contracts.ts';
import { migrateSet } from '../../migration/migrate-set.ts';
import { techniqueIds } from '../../model/technique-ids.ts';
import { readMappings } from '../read-mapping-file.ts';
import type { MigratedFile, MigrationContext } from './migration-run.ts';

/** The sets of a mapping file in another release, ready for the exporters. */
export async function migrateMappingFile(
  file: string,
  context: MigrationContext,
): Promise<{ file: MigratedFile; set: ExportSet }[]> {
  const { request, library, version, folder, decisions, report } = context;
  const { sets, diagnostics } = await readMappings(file, request, library);
  // What else there is to say of the rows, validate says.
  for (const finding of diagnostics) if (finding.rule === 'set-unnamed') report(finding);
  const migrated = [];
  for (const entry of sets) {
    const { key, mappings, attack } = entry.set;
    const targetKey = { ...key, attack_version: version };
    const target = await library.forSet(targetKey, techniqueIds(mappings));
    const { path } = entry;
    const { set, review } = migrateSet(entry, target.view, {
      toVersion: version,
      path,
      report,
      decisions,
    });
    const migration = set === entry.set ? undefined : set.migrations?.at(-1);
    migrated.push({
      file: {
        file,
        kind: 'set' as const,
        path,
        size: mappings.length,
        from: attack?.version ?? key.attack_version,
        ...(migration ? { migration } : {}),
        review,
      },
      set: { ...entry, set, attack: target.view, aligned: true, path: `${folder}/${path}` },
    });
  }
  return migrated;
}
