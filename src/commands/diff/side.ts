/** A file of OLD or NEW, wherever it lies. */
export interface SideFile {
  /** What messages call it: its path as the user would name it. */
  readonly name: string;
  /** Its path below what was named, parts apart by `/`: files of two sides are the same by it. */
  readonly below: string;
  /** Its path on this machine, when it is no file of a revision. */
  readonly path?: string;
  /** True for a file that was named itself, and not found in a folder. */
  readonly named: boolean;
  /** The id of its content in git (a blob's), where files of two sides may be the same. */
  contentId(): Promise<string>;
  read(): Promise<Uint8Array>;
}

/** OLD or NEW. */
export interface Side {
  /** As the user named it. */
  readonly label: string;
  readonly files: readonly SideFile[];
  /** Paths that were asked for and that it does not have. */
  readonly missing?: readonly string[];
}
