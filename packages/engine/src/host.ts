// The only module of the engine that touches the file system, the clock or child processes.

export interface FileStat {
  readonly kind: 'file' | 'directory' | 'symlink' | 'other';
  readonly size: number;
  /** Permission bits, as in `stat.mode & 0o7777`. */
  readonly mode: number;
}

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The world as the engine sees it. Paths are absolute. Reads throw the system's error with its `code`. */
export interface Host {
  /** Not following a symlink at the last segment; null where nothing is there. */
  lstat(path: string): FileStat | null;
  realpath(path: string): string;
  readdir(path: string): readonly string[];
  read(path: string): Buffer;
  /** Temp file in the same folder, fsync, rename; keeps `mode` when given. Never through a symlink. */
  write(path: string, bytes: Uint8Array, mode?: number): Promise<void>;
  mkdir(path: string): void;
  remove(path: string): void;
  /** Runs argv without a shell; never throws on a non-zero exit, throws when the program is not there. */
  run(argv: readonly string[], options: { readonly cwd: string; readonly inherit?: boolean }): Promise<Finished>;
}
