// The vocabulary of a codemod: what it is, what it finds, and what it would change. Plain data, no behaviour.

import type { Facts } from './facts.ts';
import type { Source } from './source.ts';

/** The two SDK generations: v1 is `@modelcontextprotocol/sdk`, v2 is `@modelcontextprotocol/client`. */
export type Generation = 'v1' | 'v2';

/** A half-open range of UTF-16 offsets into the text that was inspected. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Replaces the span with `text`; an empty span inserts, an empty text deletes. Bytes outside stay as they are. */
export interface Edit extends Span {
  readonly text: string;
}

/** A name the changed code needs in scope. How it is imported (merged, required, aliased) follows the file's own style. */
export interface ImportNeed {
  readonly module: string;
  readonly name: string;
  /** The name the edits use: `name` itself, or the alias that `source.localName` gave because `name` was taken. */
  readonly local: string;
  readonly typeOnly?: boolean;
  /** The import this one takes the place of: its specifier goes even though the local name is still in use. */
  readonly replaces?: { readonly module: string; readonly name: string };
}

/** Edits and the imports they rest on. Imports left without a use by the edits go when the change is folded in. */
export interface Change {
  readonly edits: readonly Edit[];
  readonly imports: readonly ImportNeed[];
}

/** What a condition says of one model error: a boolean, or why there is none. */
export type Truth = 'true' | 'false' | 'unknown' | 'throws';

/** One row of a truth vector: a model error, what the condition said of it, and what it says after the change. */
export interface VectorRow {
  /** The model error in words, as `docs/words.md` names it. */
  readonly error: string;
  /** True where the row stands for an expired session. */
  readonly expired: boolean;
  readonly before: Truth;
  /** Absent where nothing is rewritten. */
  readonly after?: Truth;
}

/** One step on the way of an error from where it is thrown to where it is tested, for people. */
export interface WayStep {
  /** Relative to the root. */
  readonly path: string;
  readonly line: number;
  /** What happens there, in words: `handed to isGone`, `thrown again by call`. */
  readonly what: string;
  /** What told: the file's own text, the index over the repository, or the type checker. */
  readonly by: 'text' | 'index' | 'types';
}

/** Why a finding is what it is, for `migrate explain` and the review. */
export interface Explanation {
  /** The text that made the file a candidate. */
  readonly needle: string;
  /** Where the tested error comes from, in words. */
  readonly origin: string;
  /** The way of the error through the repository, from its source to the condition; absent where it was not followed. */
  readonly way?: readonly WayStep[];
  /** The condition as a formula over its atoms. */
  readonly formula: string;
  readonly rows: readonly VectorRow[];
  /** One plain sentence per change in meaning ("now also true when the body is HTML"). */
  readonly changes: readonly string[];
  /** What would make the verdict another one. */
  readonly otherwise?: string;
}

/** What a person decided about a finding, and what it was until then. */
export interface Decided {
  readonly answer: 'make' | 'leave' | 'choose';
  /** The choice of an `ask`, by its id. */
  readonly choice?: string;
  /** In the words of whoever decided. */
  readonly why?: string;
  readonly kind: 'fix' | 'ask' | 'todo';
  readonly messageId: string;
}

interface FindingBase extends Span {
  /** A key of the codemod's `messages`. */
  readonly messageId: string;
  /** What was found, one sentence. */
  readonly message: string;
  /** Why this verdict, one sentence. */
  readonly reason: string;
  readonly explanation?: Explanation;
  /** Absent where nobody decided, or the decision is not about what is found now. */
  readonly decided?: Decided;
}

/** Certain: the change is made without a question. */
export interface Fix extends FindingBase {
  readonly kind: 'fix';
  readonly change: Change;
}

/** One answer to an `ask`. A choice that changes nothing has no edits. */
export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly change: Change;
}

/** A person picks one of the choices; nothing is written before. */
export interface Ask extends FindingBase {
  readonly kind: 'ask';
  readonly choices: readonly Choice[];
}

/** A person writes the change. */
export interface Todo extends FindingBase {
  readonly kind: 'todo';
}

/** What a finding would be without the suppression that covers it. */
export interface Suppressed {
  readonly kind: 'fix' | 'ask' | 'todo';
  readonly messageId: string;
  /** The line of the suppression, from 1. */
  readonly line: number;
  /** Why it is suppressed, in the words of whoever did it. */
  readonly why: string;
}

/** Looked alike and is left alone, or is suppressed; the reason says why. */
export interface Skip extends FindingBase {
  readonly kind: 'skip';
  readonly suppressed?: Suppressed;
}

/** One finding per site; its span is the condition (or the import, the construction) itself. */
export type Finding = Fix | Ask | Todo | Skip;
export type FindingKind = Finding['kind'];

/** How a v2 check is written: the error code spelled out, or the guard `isSessionExpired(error)`. v1 always takes the guard. */
export type CheckStyle = 'code' | 'guard';

/** What an inspection may lean on beside the file itself. */
export interface Context {
  readonly facts: Facts;
  readonly checkStyle: CheckStyle;
}

/** One side of a run: a file as it was, or as it would be, and what may be asked about it there. */
export interface Side {
  readonly source: Source;
  readonly context: Context;
}

/** What the code of a fix says of one model error, without the run and with it; undefined where it is not asked at all. */
export interface Answer {
  /** The model error in words. */
  readonly error: string;
  /** `alike` may turn: stock says the same of it as of an expired session, or it is outside the rule. */
  readonly role: 'expired' | 'alike' | 'other';
  readonly before: Truth | undefined;
  readonly after: Truth | undefined;
}

/** A fix seen from its end. */
export interface SecondLook {
  /** The answer that stands for an expired session; undefined where that cannot be told. */
  readonly wanted: Truth | undefined;
  /** Where the function begins that holds the condition: what another fix of it recognises may not come this far. */
  readonly frame: number;
  /** The condition went as a whole; what is compared is what its function answers. */
  readonly gone: boolean;
  /** One list for each way in which the rest of the condition can be answered. */
  readonly ways: readonly (readonly Answer[])[];
}

/** What there is to say of a line on which a codemod found nothing, for `migrate explain`. */
export interface LineStory {
  /** Names on the line, and the code that they lead to: what is found there settles them. */
  readonly leads: readonly {
    readonly name: string;
    readonly path: string;
    readonly line: number;
    readonly endLine: number;
  }[];
  /** Why the conditions on the line are no finding, one sentence each. */
  readonly conditions: readonly string[];
}

/** Conjunctive groups of ASCII texts: a file holds them where every needle of at least one group is among its bytes. */
export type Needles = readonly (readonly string[])[];

/** A codemod is a record. `inspect` is pure: no I/O, no checker, the same findings for the same input. */
export interface Codemod {
  /** Folder name, flag value and report key, `<from>-to-<to>`. */
  readonly id: string;
  readonly title: string;
  /**
   * A file that holds them, compared exactly, is a candidate. A bare `404` is no needle. They stand in a file of their own,
   * `needles.ts`, and in the list of `transforms/needles.ts`: a run that finds none of them anywhere loads nothing else.
   */
  readonly needles: Needles;
  /**
   * Groups like `needles`: a file that holds those of one group is asked for its leads. Absent where a codemod has none.
   * The files of a workspace that matter for `needles` need not be named here again: `leads` is asked of those as well.
   */
  readonly leadNeedles?: Needles;
  /** Its findings are expiry checks, which others ask about by `expiry-checks`. */
  readonly findsChecks?: true;
  /** Ids of the codemods whose result this one inspects. */
  readonly after: readonly string[];
  /**
   * Its fixes swap transports: where one is suppressed, or left to a person as a todo, the transports of that file stay
   * stock. Absent where it does something else about them.
   */
  readonly swapsTransports?: true;
  /**
   * What it asks about works as it is: a run that does not name the codemod only points at it, with a skip for each
   * question. See decision 11.
   */
  readonly offers?: true;
  /** Every message by id, for `migrate list` and the reference. */
  readonly messages: Readonly<Record<string, string>>;
  inspect(source: Source, context: Context): readonly Finding[];
  /**
   * The exported names through which a file carries a needle into the files that import it: a status or a code as a
   * constant, a wording, a function that reads the status of an error. `default` for the default export, `*` for
   * whatever is imported from it. A file that imports one is a candidate, be there needles in its own text or not.
   */
  leads?(source: Source): readonly string[];
  /**
   * Asks a fix again, from its end: what its code said of every model error in the file as it was, and what it says in
   * the text that the whole run makes. Knows nothing of how the fix came about. Undefined where the code is not to be
   * found again; absent where no fix of the codemod has a meaning that could change.
   * @param moved where a span of the old text went; an empty one where it is gone
   */
  prove?(fix: Fix, before: Side, after: Side, moved: (span: Span) => Span): SecondLook | undefined;
  /** Tells of a line (from 1) on which nothing was found. Absent where there is nothing to tell. */
  storyOf?(source: Source, context: Context, line: number): LineStory;
}
