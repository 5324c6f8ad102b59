// Choices become text. They are read off a tape of numbers, of which fast-check makes many and which it cuts short and
// brings near zero when a case fails: an empty tape, and zero, stand for the plainest text.

import type { Generation } from '../../../transforms/lib/codemod.ts';

/** How a whole file is written. */
export interface Style {
  readonly generation: Generation;
  /** TypeScript. */
  readonly typed: boolean;
  /** `<any>x` reads as a cast. */
  readonly angles: boolean;
  readonly quote: "'" | '"' | '`';
  /** The operands of `&&` and `||` change places. */
  readonly swapped: boolean;
}

/** The numbers that are left; the next one is the last. */
export type Tape = number[];

/** A text under construction: `before` holds the declarations that it leans on. */
export class Writer {
  readonly style: Style;
  readonly before: string[] = [];
  readonly #tape: Tape;
  #names = 0;

  constructor(tape: Tape, style: Style) {
    this.#tape = tape;
    this.style = style;
  }

  /** One of them; the first is the plainest. */
  pick<Item>(first: Item, ...others: readonly Item[]): Item {
    const next = this.#tape.pop() ?? 0;
    return others[(next % (others.length + 1)) - 1] ?? first;
  }

  /** True so many times out of a hundred. */
  chance(percent: number): boolean {
    return (this.#tape.pop() ?? 0) % 100 >= 100 - percent;
  }

  /** A name that no other is like. */
  name(like: string): string {
    return `${like}${++this.#names}`;
  }

  declare(text: string): void {
    this.before.push(text);
  }

  /** A literal. */
  text(value: string): string {
    const { quote } = this.style;
    return quote + value.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`) + quote;
  }

  /** A type behind a name, where there are types. */
  type(type: string): string {
    return this.style.typed ? `: ${type}` : '';
  }

  /** A parameter of any type. */
  any(name: string): string {
    return name + this.type('any');
  }

  /** Two operands that are pure. */
  join(operator: '&&' | '||', left: string, right: string): string {
    return this.style.swapped ? `${right} ${operator} ${left}` : `${left} ${operator} ${right}`;
  }

  /** The subject, at times in a cast or in parentheses. */
  itself(subject: string): string {
    const { typed, angles } = this.style;
    const plain = [subject, subject, subject, subject, subject, `(${subject})`] as const;
    if (!typed) return this.pick(...plain);
    return this.pick(
      ...plain,
      `(${subject} as any)`,
      `(${subject} as { code?: any } as any)`,
      `${subject}!`,
      ...(angles ? [`(<any>${subject})`] : []),
    );
  }
}
