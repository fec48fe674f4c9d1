/** What a build keeps beside its files: the lock, what it is writing, and what a killed one kept. */
const OURS = /^\.lock(\.take)?$|^\.(staging|before)\//;

/** True for a path below a pipeline's folder that no manifest lists, and that is ours all the same. */
export function isOurs(path: string): boolean {
  return OURS.test(path);
}
