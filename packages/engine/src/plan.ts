// A Plan is plain, serialisable data: what would be done, on which file hashes. `apply` is the only writer.

import type {
  CheckStyle,
  Choice,
  Decided,
  Explanation,
  FindingKind,
  Generation,
  Suppressed,
} from '@resession/transforms/lib';

export interface Tool {
  readonly name: 'resession';
  readonly version: string;
}

/** A finding with its place: path relative to the root, lines and columns from 1, in the file as it was. */
export interface PlannedFinding {
  /** Stable between runs and across unrelated edits: a hash of codemod, path, message id and the site's own text. */
  readonly id: string;
  readonly codemod: string;
  readonly kind: FindingKind;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly messageId: string;
  readonly message: string;
  readonly reason: string;
  readonly explanation?: Explanation;
  /** The choices of an `ask`, without their edits. */
  readonly choices?: readonly PlannedChoice[];
  /** What a person decided: a fix that is made or chosen, a skip that was left. */
  readonly decided?: Decided;
  /** A fix that this plan does not make, because nobody has decided to. */
  readonly held?: true;
  /** Unified diff of what would become of this site alone; only of a plan with `previews`, and absent where nothing would. */
  readonly diff?: string;
  /** What a suppressed one would be, where the suppression stands and why. */
  readonly suppressed?: Suppressed;
  /** How many sites are alike in everything, where it is not the only one: their ids go by their order. */
  readonly alike?: number;
  /** Decisions to leave it, or one that is like it, made while there were more or fewer of them or it stood in another file. */
  readonly claims?: readonly string[];
}

/** One answer to an `ask`, without its edits. */
export interface PlannedChoice extends Pick<Choice, 'id' | 'label'> {
  /** As of a finding; absent of a choice that changes nothing. */
  readonly diff?: string;
}

/** What a file is for: source and manifests are text; `vendor` is the packed transport, copied byte for byte. */
export type PlannedFileKind = 'source' | 'manifest' | 'vendor';

/** One file that would change. */
export interface PlannedFile {
  readonly path: string;
  readonly kind: PlannedFileKind;
  /** SHA-256 (hex) of the bytes the plan was made on; null where the file does not exist yet. */
  readonly before: string | null;
  /** Git's name of the old bytes, where a patch needs it: for `vendor` in place of an older file, or on its way out. */
  readonly beforeBlob?: string;
  /** The new bytes: text (with its byte order mark, if any), or base64 where the content is not text. */
  readonly after: { readonly encoding: 'utf8' | 'base64'; readonly data: string };
  /** The file goes; `after` is empty then. Only the packed transport does. */
  readonly gone?: true;
  /** Unified diff with `a/` and `b/` prefixes, as `git apply` takes it; empty for `vendor`. */
  readonly diff: string;
  /** Nothing but markers changes in it: its findings count, the file itself does not. */
  readonly onlyMarkers?: true;
}

export type VerdictCheck = 'parses' | 'settled' | 'meaning' | 'types' | 'command' | 'format' | 'install' | 'resolves';

/** What was checked, and what came of it. What could not be checked is `skipped` with the reason, never a pass. */
export interface Verdict {
  readonly check: VerdictCheck;
  readonly outcome: 'passed' | 'failed' | 'skipped' | 'pending';
  readonly why: string;
}

/** One workspace package that holds a candidate. */
export interface ProjectPackage {
  /** Folder relative to the root; '' for the root itself. */
  readonly path: string;
  readonly name: string | null;
  /** Not `private` and has a name: others may install it. */
  readonly published: boolean;
  /** Declared ranges of the SDK by generation. */
  readonly sdk: Readonly<Partial<Record<Generation, string>>>;
}

export interface ProjectSummary {
  readonly packageManager: 'npm' | 'pnpm' | 'yarn' | 'bun' | null;
  readonly packages: readonly ProjectPackage[];
  /** Files whose bytes were searched, and those of them that held a needle. */
  readonly files: { readonly scanned: number; readonly candidates: number };
}

/** What the user does next: a sentence, and where there is one the command as argv. */
export interface NextStep {
  readonly text: string;
  readonly command?: readonly string[];
  /** The folder the command is for, relative to the root; absent where that does not matter. */
  readonly in?: string;
}

/** The installation that makes the manifests true. */
export interface PlannedInstall {
  readonly argv: readonly string[];
  /** Relative to the root; '' for the root itself. */
  readonly cwd: string;
}

export interface Plan {
  readonly schema: 1;
  readonly tool: Tool;
  /** Absolute, forward slashes. */
  readonly root: string;
  readonly settings: {
    readonly checkStyle: CheckStyle;
    readonly only: readonly string[] | null;
    readonly transport: 'vendor' | 'registry';
  };
  readonly project: ProjectSummary;
  readonly findings: readonly PlannedFinding[];
  readonly files: readonly PlannedFile[];
  readonly install: PlannedInstall | null;
  /** The others, where the root holds several projects with a lockfile each. */
  readonly furtherInstalls?: readonly PlannedInstall[];
  readonly verdicts: readonly Verdict[];
  readonly nextSteps: readonly NextStep[];
}
