// The one error of the engine that is meant for people: usage, configuration, a tree that cannot be worked on.

/** What is wrong, where, and what to do next. The CLI prints the three lines and exits 2. */
export class ResessionError extends Error {
  override readonly name = 'ResessionError';
  readonly what: string;
  readonly where: string;
  readonly next: string;

  constructor(what: string, where: string, next: string, options?: ErrorOptions) {
    super(`${what} (${where})`, options);
    this.what = what;
    this.where = where;
    this.next = next;
  }
}
