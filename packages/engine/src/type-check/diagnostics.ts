// What `tsc --pretty false` prints, and what is new in it.

/** One error of the compiler. */
export interface Diagnostic {
  /** Relative to the root; null where it is about the configuration. */
  readonly path: string | null;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** `TS2345` */
  readonly code: string;
  /** Its first line. */
  readonly message: string;
}

const placed = /^(.+?)\((\d+),(\d+)\): error (TS\d+): (.*)$/;
const general = /^error (TS\d+): (.*)$/;

/** The errors in the output; `home` (absolute) is the folder that paths in messages start with. */
export function diagnosticsIn(stdout: string, home: string): readonly Diagnostic[] {
  return stdout.split(/\r?\n/).flatMap((line): Diagnostic[] => {
    const [, path, at, column, code, message] = placed.exec(line) ?? [];
    if (path !== undefined && code !== undefined && message !== undefined) {
      const own = path.replaceAll('\\', '/');
      return [{ path: own, line: Number(at), column: Number(column), code, message: plain(message, home) }];
    }
    const [, overall, text] = general.exec(line) ?? [];
    if (overall === undefined || text === undefined) return [];
    return [{ path: null, line: 0, column: 0, code: overall, message: plain(text, home) }];
  });
}

/** The errors of `after` that `before` has not, or has less often. Lines move, so they do not count. */
export function newIn(before: readonly Diagnostic[], after: readonly Diagnostic[]): readonly Diagnostic[] {
  const known = new Map<string, number>();
  for (const each of before) known.set(nameOf(each), (known.get(nameOf(each)) ?? 0) + 1);
  return after.filter((each) => {
    const left = known.get(nameOf(each)) ?? 0;
    known.set(nameOf(each), left - 1);
    return left <= 0;
  });
}

function nameOf({ path, code, message }: Diagnostic): string {
  return `${path ?? ''}\n${code}\n${message}`;
}

function plain(message: string, home: string): string {
  return message.replaceAll(`${home}/`, '');
}
