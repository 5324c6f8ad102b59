// Runs a regex of the consumer in counted steps. The engine of the language cannot be stopped; a pattern that would keep
// it busy for hours is given up here after a fixed number of steps, and that means "unknown", never "no".

import { parsePattern, type Part, type Pattern } from './regex-syntax.ts';

/** Where a regex matched. `captures` counts from 1; a group that took no part has none. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly captures: readonly (readonly [number, number] | undefined)[];
}

/** A compiled regex. */
export interface Matcher {
  readonly pattern: Pattern;
  /** The first match at or after `from` (`sticky`: at it), undefined for none. Throws `GaveUp`. */
  find(text: string, from: number, sticky: boolean): Found | undefined;
}

/** The match would have taken too long. */
export class GaveUp {
  readonly why: string;
  constructor(why: string) {
    this.why = why;
  }
}

const mostSteps = 60_000;
/** Rounds of groups inside each other; a repeat of single characters takes none. */
const deepest = 300;

type Capture = readonly [number, number] | undefined;

/** One attempt: `next` is what has to match after a part; `back` matches towards the start. */
interface Run {
  readonly text: string;
  readonly captures: Capture[];
  steps: number;
  depth: number;
}
type Next = (at: number) => boolean;
type Step = (run: Run, at: number, next: Next) => boolean;

/** A matcher for a pattern that the language takes; undefined where it is not understood. */
export function matcherFor(source: string, flags: string): Matcher | undefined {
  const pattern = parsePattern(source, flags);
  if (pattern === undefined) return undefined;
  const unicode = flags.includes('u');
  const start = compile(pattern.part, { unicode, pattern }, false);
  return {
    pattern,
    find(text, from, sticky) {
      if (unicode && flags.includes('i') && !isAscii(text + source))
        throw new GaveUp('letters beyond ASCII without case');
      const run: Run = { text, captures: [], steps: mostSteps, depth: 0 };
      for (let at = from; at <= text.length; at += unicode ? widthAt(text, at) : 1) {
        run.captures.length = 0;
        let end = -1;
        if (start(run, at, (stop) => ((end = stop), true))) return { start: at, end, captures: [...run.captures] };
        if (sticky) return undefined;
      }
      return undefined;
    },
  };
}

interface Settings {
  readonly unicode: boolean;
  readonly pattern: Pattern;
}

function compile(part: Part, settings: Settings, back: boolean): Step {
  switch (part.kind) {
    case 'one':
      return one(charTest(part.raw, part.flags), settings.unicode, back);
    case 'all':
      return inTurn(back ? [...part.parts].reverse() : part.parts, settings, back);
    case 'any': {
      const steps = part.parts.map((each) => compile(each, settings, back));
      return (run, at, next) => steps.some((step) => attempt(run, step, at, next));
    }
    case 'group':
      return grouped(part, settings, back);
    case 'repeat':
      return repeated(part, settings, back);
    case 'edge':
      return (run, at, next) => isEdge(part.edge, part.flags, run.text, at) && next(at);
    case 'look':
      return look(part, settings);
    case 'again':
      return again(part, settings, back);
  }
}

/** Counts a step and undoes what a failing way captured. */
function attempt(run: Run, step: Step, at: number, next: Next): boolean {
  if (--run.steps < 0) throw new GaveUp('a regex that takes too many steps');
  if (++run.depth > deepest) throw new GaveUp('a regex that goes too deep');
  const before = [...run.captures];
  const matched = step(run, at, next);
  run.depth--;
  if (!matched) restore(run, before);
  return matched;
}

function restore({ captures }: Run, before: readonly Capture[]): void {
  captures.length = 0;
  for (const [i, capture] of before.entries()) captures[i] = capture;
}

function inTurn(parts: readonly Part[], settings: Settings, back: boolean): Step {
  const steps = parts.map((part) => compile(part, settings, back));
  const from =
    (index: number, run: Run, next: Next): Next =>
    (at) => {
      const step = steps[index];
      return step === undefined ? next(at) : step(run, at, from(index + 1, run, next));
    };
  return (run, at, next) => from(0, run, next)(at);
}

function one(test: (char: string) => boolean, unicode: boolean, back: boolean): Step {
  return (run, at, next) => {
    if (--run.steps < 0) throw new GaveUp('a regex that takes too many steps');
    const char = charAt(run.text, at, unicode, back);
    return char !== '' && test(char) && next(back ? at - char.length : at + char.length);
  };
}

function charAt(text: string, at: number, unicode: boolean, back: boolean): string {
  if (!back) return unicode ? text.slice(at, at + widthAt(text, at)) : text.slice(at, at + 1);
  const wide = unicode && at >= 2 && widthAt(text, at - 2) === 2;
  return text.slice(Math.max(0, at - (wide ? 2 : 1)), at);
}

function widthAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function grouped(part: Part & { readonly kind: 'group' }, settings: Settings, back: boolean): Step {
  const step = compile(part.part, settings, back);
  return (run, at, next) =>
    step(run, at, (end) => {
      const old = run.captures[part.index];
      run.captures[part.index] = back ? [end, at] : [at, end];
      if (next(end)) return true;
      run.captures[part.index] = old;
      return false;
    });
}

function repeated(part: Part & { readonly kind: 'repeat' }, settings: Settings, back: boolean): Step {
  const { min, max, lazy, from, to } = part;
  if (part.part.kind === 'one') return repeatedOne(part, part.part, settings, back);
  const step = compile(part.part, settings, back);
  const round = (run: Run, at: number, count: number, next: Next): boolean => {
    const more = (): boolean => {
      if (count >= max) return false;
      const body: Step = (same, start, then) => {
        for (let index = from; index <= to; index++) same.captures[index] = undefined;
        return step(same, start, then);
      };
      // A round beyond the least number that takes nothing would go on for ever.
      return attempt(run, body, at, (end) => (count < min || end !== at) && round(run, end, count + 1, next));
    };
    if (count < min) return more();
    return lazy ? next(at) || more() : more() || next(at);
  };
  return (run, at, next) => round(run, at, 0, next);
}

/** A repeat of one character holds nothing that could be tried another way: it is counted, not nested. */
function repeatedOne(
  { min, max, lazy }: Part & { readonly kind: 'repeat' },
  { raw, flags }: Part & { readonly kind: 'one' },
  { unicode }: Settings,
  back: boolean,
): Step {
  const test = charTest(raw, flags);
  const after = (run: Run, at: number): number | undefined => {
    if (--run.steps < 0) throw new GaveUp('a regex that takes too many steps');
    const char = charAt(run.text, at, unicode, back);
    if (char === '' || !test(char)) return undefined;
    return back ? at - char.length : at + char.length;
  };
  return (run, start, next) => {
    const ends = [start];
    const grow = (): boolean => {
      const end = ends.length > max ? undefined : after(run, ends.at(-1) ?? start);
      if (end !== undefined) ends.push(end);
      return end !== undefined;
    };
    while (ends.length <= min) if (!grow()) return false;
    if (lazy) {
      do if (next(ends.at(-1) ?? start)) return true;
      while (grow());
      return false;
    }
    while (grow());
    for (let count = ends.length - 1; count >= min; count--) {
      const end = ends[count];
      if (--run.steps < 0) throw new GaveUp('a regex that takes too many steps');
      if (end !== undefined && next(end)) return true;
    }
    return false;
  };
}

function look(part: Part & { readonly kind: 'look' }, settings: Settings): Step {
  const step = compile(part.part, settings, part.behind);
  return (run, at, next) => {
    const before = [...run.captures];
    const matched = attempt(run, step, at, () => true);
    if (matched === part.negated) {
      restore(run, before);
      return false;
    }
    if (part.negated) restore(run, before);
    if (next(at)) return true;
    restore(run, before);
    return false;
  };
}

function again(part: Part & { readonly kind: 'again' }, { pattern }: Settings, back: boolean): Step {
  const indices = typeof part.to === 'number' ? [part.to] : (pattern.names.get(part.to) ?? []);
  const ignoreCase = part.flags.includes('i');
  return (run, at, next) => {
    const capture = indices.map((index) => run.captures[index]).find((found) => found !== undefined);
    if (capture === undefined) return next(at);
    const wanted = run.text.slice(...capture);
    const [start, end] = back ? [at - wanted.length, at] : [at, at + wanted.length];
    if (start < 0) return false;
    const here = run.text.slice(start, end);
    if (ignoreCase && !isAscii(wanted + here)) throw new GaveUp('letters beyond ASCII without case');
    const equal = ignoreCase ? here.toLowerCase() === wanted.toLowerCase() : here === wanted;
    return equal && next(back ? start : end);
  };
}

function isEdge(edge: '^' | '$' | 'b' | 'B', flags: string, text: string, at: number): boolean {
  const [before, after] = [text[at - 1], text[at]];
  const line = (char: string | undefined): boolean =>
    flags.includes('m') && char !== undefined && /[\n\r\u2028\u2029]/.test(char);
  if (edge === '^') return at === 0 || line(before);
  if (edge === '$') return at === text.length || line(after);
  const word = (char: string | undefined): boolean => char !== undefined && /\w/.test(char);
  return (word(before) !== word(after)) === (edge === 'b');
}

function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text);
}

/** What a single character is asked is asked of the language, once for each. */
function charTest(raw: string, flags: string): (char: string) => boolean {
  const regex = new RegExp(`^(?:${raw})$`, [...flags].filter((flag) => 'isu'.includes(flag)).join(''));
  const known = new Map<string, boolean>();
  return (char) => {
    let answer = known.get(char);
    if (answer === undefined) known.set(char, (answer = regex.test(char)));
    return answer;
  };
}
