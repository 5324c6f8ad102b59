// The structure of a regex: groups, choices, repeats and assertions over single characters. What one character is asked
// (a class, an escape, a property) stays the language's own text, so that nothing of it has to be known here. The pattern
// is one that the language has taken already.

/** A part of a pattern. `from` and `to` are the capture groups inside a repeat, which begin anew each round. */
export type Part =
  | { readonly kind: 'one'; readonly raw: string; readonly flags: string }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Part[] }
  | { readonly kind: 'group'; readonly part: Part; readonly index: number }
  | {
      readonly kind: 'repeat';
      readonly part: Part;
      readonly min: number;
      readonly max: number;
      readonly lazy: boolean;
      readonly from: number;
      readonly to: number;
    }
  | { readonly kind: 'edge'; readonly edge: '^' | '$' | 'b' | 'B'; readonly flags: string }
  | { readonly kind: 'look'; readonly part: Part; readonly behind: boolean; readonly negated: boolean }
  | { readonly kind: 'again'; readonly to: number | string; readonly flags: string };

export interface Pattern {
  readonly part: Part;
  /** How many groups capture. */
  readonly groups: number;
  readonly names: ReadonlyMap<string, readonly number[]>;
}

/** Reads a pattern; undefined for what is not understood. */
export function parsePattern(source: string, flags: string): Pattern | undefined {
  if (flags.includes('v')) return undefined;
  const reader = new Reader(source, flags);
  const part = reader.choice(flags);
  return reader.at === source.length ? { part, groups: reader.groups, names: reader.names } : undefined;
}

const escapes = {
  any: /\\(?:u[\da-f]{4}|x[\da-f]{2}|c[a-z]|[0-3][0-7]{0,2}|[4-7][0-7]?|.)/isy,
  unicode:
    /\\(?:u\{[\da-f]+\}|u[dD][89abAB][\da-f]{2}\\u[dD][c-fC-F][\da-f]{2}|u[\da-f]{4}|x[\da-f]{2}|c[a-z]|p\{[^}]*\}|.)/isuy,
};
const quantifier = /(?:[*+?]|\{(\d+)(,?)(\d*)\})(\??)/y;
const opening = /\((?:\?(?:([:=!])|<([=!])|<([^>]*)>|([a-z]*)(?:-([a-z]*))?:))?/y;

class Reader {
  at = 0;
  groups = 0;
  readonly names = new Map<string, number[]>();
  private readonly source: string;
  private readonly unicode: boolean;
  /** Counted ahead: what `\2` means depends on groups that come after it. */
  private readonly captures: number;
  private readonly named: boolean;

  constructor(source: string, flags: string) {
    this.source = source;
    this.unicode = flags.includes('u');
    const bare = source.replace(/\\[^]|\[(?:\\[^]|[^\]\\])*\]/g, '');
    this.captures = (bare.match(/\((?!\?)|\(\?<(?![=!])/g) ?? []).length;
    this.named = /\(\?<(?![=!])/.test(bare);
  }

  choice(flags: string): Part {
    const parts = [this.sequence(flags)];
    while (this.source[this.at] === '|') {
      this.at++;
      parts.push(this.sequence(flags));
    }
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'any', parts };
  }

  private sequence(flags: string): Part {
    const parts: Part[] = [];
    while (this.at < this.source.length && !/[|)]/.test(this.source[this.at] ?? '')) {
      const from = this.groups;
      const part = this.atom(flags);
      parts.push(this.repeated(part, from));
    }
    return { kind: 'all', parts };
  }

  private repeated(part: Part, from: number): Part {
    const found = this.take(quantifier);
    if (found === undefined) return part;
    const [text, low, comma, high, lazy] = found;
    const [min, max] =
      low === undefined
        ? [text[0] === '+' ? 1 : 0, text[0] === '?' ? 1 : Infinity]
        : [Number(low), comma === '' ? Number(low) : high === '' ? Infinity : Number(high)];
    return { kind: 'repeat', part, min, max, lazy: lazy === '?', from: from + 1, to: this.groups };
  }

  private atom(flags: string): Part {
    const char = this.source[this.at];
    if (char === '^' || char === '$') {
      this.at++;
      return { kind: 'edge', edge: char, flags };
    }
    if (char === '(') return this.group(flags);
    if (char === '[') return { kind: 'one', raw: this.klass(), flags };
    if (char === '\\') return this.escape(flags);
    return { kind: 'one', raw: this.plain(), flags };
  }

  private group(flags: string): Part {
    const [, what, behind, name, on, off] = this.take(opening) ?? [];
    const index = what === undefined && behind === undefined && on === undefined ? ++this.groups : 0;
    if (name !== undefined) this.names.set(name, [...(this.names.get(name) ?? []), index]);
    const inner = on === undefined ? flags : withFlags(flags, on, off ?? '');
    const part = this.choice(inner);
    this.at++;
    if (index > 0) return { kind: 'group', part, index };
    const look = behind ?? (what === ':' ? undefined : what);
    return look === undefined ? part : { kind: 'look', part, behind: behind !== undefined, negated: look === '!' };
  }

  private escape(flags: string): Part {
    const back = this.take(/\\([1-9]\d*)/y, false);
    if (back !== undefined && (this.unicode || Number(back[1]) <= this.captures)) {
      this.at += back[0].length;
      return { kind: 'again', to: Number(back[1]), flags };
    }
    const name = this.named || this.unicode ? this.take(/\\k<([^>]*)>/y) : undefined;
    if (name !== undefined) return { kind: 'again', to: name[1] ?? '', flags };
    const edge = this.take(/\\([bB])/y);
    if (edge !== undefined) return { kind: 'edge', edge: edge[1] === 'b' ? 'b' : 'B', flags };
    const [raw] = this.take(this.unicode ? escapes.unicode : escapes.any) ?? [];
    // A backslash that escapes nothing (`\c` without a letter) is one itself.
    if (raw === undefined || raw === '\\c') {
      this.at += raw === undefined ? 1 : -1;
      return { kind: 'one', raw: '\\\\', flags };
    }
    return { kind: 'one', raw, flags };
  }

  private klass(): string {
    const from = this.at;
    for (this.at++; this.source[this.at] !== ']'; this.at++) if (this.source[this.at] === '\\') this.at++;
    this.at++;
    return this.source.slice(from, this.at);
  }

  private plain(): string {
    const char = this.unicode
      ? String.fromCodePoint(this.source.codePointAt(this.at) ?? 0)
      : (this.source[this.at] ?? '');
    this.at += char.length;
    return /[{}\]]/.test(char) ? `\\${char}` : char;
  }

  private take(pattern: RegExp, eat = true): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.source) ?? undefined;
    if (found !== undefined && eat) this.at += found[0].length;
    return found;
  }
}

function withFlags(flags: string, on: string, off: string): string {
  return [...new Set([...flags, ...on])].filter((flag) => !off.includes(flag)).join('');
}
