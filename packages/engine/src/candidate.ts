// What passes from one stage to the next: a file that was read and holds a needle, or one that could not be read.

/** A source file whose bytes hold a needle. */
export interface Candidate {
  /** Relative to the root, forward slashes. */
  readonly path: string;
  /** SHA-256 (hex) of the bytes on disk. */
  readonly hash: string;
  /** Without the byte order mark. */
  readonly text: string;
  /** The byte order mark, or nothing; it goes back in front of whatever is written. */
  readonly mark: '' | '\uFEFF';
}

export type Obstacle = 'unreadable' | 'binary' | 'not-utf8' | 'too-large';

/** A file that holds a needle, or might, and was not inspected. */
export interface Unread {
  readonly path: string;
  readonly obstacle: Obstacle;
  /** What stands in the way, one sentence. */
  readonly why: string;
}
