// What lies outside the file under inspection comes as facts. A codemod asks; the engine's analyse stage answers.

import type { FindingKind, Generation } from './codemod.ts';
import type { Source } from './source.ts';

/** A place in the repository: path relative to the root with forward slashes, line from 1. */
export interface Place {
  readonly path: string;
  readonly line: number;
}

/** A file that constructs, extends or re-exports a Streamable HTTP client transport. */
export interface TransportSite extends Place {
  readonly generation: Generation;
  /** True when it is the patched transport already. */
  readonly patched: boolean;
  /** Set when nothing in the file will change: it is not of the run, or its package cannot take the dependency. */
  readonly outside?: true;
}

/** A finding of an earlier codemod, or an expiry check that is already in the new form (`kind: 'done'`). */
export interface CheckSite extends Place {
  readonly kind: FindingKind | 'done';
  readonly generation: Generation | 'either';
}

/**
 * What the installed SDK v2 does about an expired session by itself. `native`: types and runtime have
 * `SdkErrorCode.ClientHttpSessionExpired`, and its transport throws it. `half`: one of them lacks something. `stock`: it
 * knows no such code. `absent`: none is installed. SDK v1 has no table of codes that could have it.
 */
export interface NativeExpiry {
  readonly kind: 'native' | 'half' | 'stock' | 'absent';
  /** Of `half`: what is there and what is not. */
  readonly why?: string;
  /** Others install the package, and may have another release of the SDK with it. */
  readonly published: boolean;
  /** Where the packages around name `sessionExpiry`, the option that only the patched transport knows. */
  readonly options: readonly Place[];
}

/**
 * A question and, under `answer`, the shape of what comes back. Questions are about the file under inspection; its
 * package is the nearest package.json above it.
 */
export interface Questions {
  /**
   * Which transports feed the errors of this package: built in the package itself or in a workspace package it
   * depends on (transitively); which dependencies of the package bring an MCP client of their own; and whether the
   * client transport of the old SSE protocol is built there as well.
   */
  'transport-origin': {
    readonly built: readonly TransportSite[];
    readonly dependencies: readonly string[];
    readonly sse?: boolean;
  };
  /**
   * Which expiry checks the errors of this package's transports can reach: in the package itself or in a workspace
   * package that depends on it (transitively).
   */
  'expiry-checks': { readonly checks: readonly CheckSite[] };
  /**
   * The generations of the SDK that this package declares; where it declares none, those of the folders above it. Of a file that
   * this run has moved to v2: that, and that it has.
   */
  'declared-sdk': { readonly generations: readonly Generation[]; readonly moved?: true };
  /** Whether the SDK v2 that imports of this package lead to has the code of an expired session itself. */
  'native-expiry': NativeExpiry;
}

export type QuestionKind = keyof Questions;

/** Where a module specifier leads: to a file of the repository, or out of it, to a dependency or a built-in. */
export type ModuleTarget =
  { readonly kind: 'file'; readonly source: Source } | { readonly kind: 'package'; readonly name: string };

/** How the files of the repository hang together, from a syntactic index. Paths are those of `Source.path`. */
export interface Modules {
  /**
   * What `from 'specifier'` in a file leads to: relative, by the `paths` or `baseUrl` of its tsconfig, by `imports` or a
   * workspace package's `exports`. Undefined where nothing explains the specifier: not known, never "outside".
   */
  resolve(from: string, specifier: string): ModuleTarget | undefined;
  /**
   * The files, the asked one excluded, whose text holds `name` and which load this file, directly or through files that
   * hand it on. Sorted by path. They need not import that very name. An empty name is in every text: all that load it.
   */
  importers(of: string, name: string): readonly Source[];
  /** The other files of the repository whose text holds `.name`, sorted by path: who may call a method of that name. */
  memberUsers(of: string, name: string): readonly Source[];
}

/** What an expression is, as the type checker sees it. */
export interface TypeFact {
  /** The names of its class or interface and of what that extends, nearest first: `['Probe', 'Client', 'Protocol']`. Of a union what all have in common. */
  readonly names: readonly string[];
  /**
   * Packages in which those are declared, in the same order; undefined for files of the repository, `typescript` for what
   * the language brings (`Error`, `Promise`, and `string`, `number`, `boolean`).
   */
  readonly packages: readonly (string | undefined)[];
}

/** Answers of the type checker, for what the syntactic index leaves open. They cost: one question may load a tsconfig. */
export interface Types {
  /** What the expression between two offsets of a file is; undefined where it is `any`, `unknown` or not to be known. */
  typeOf(path: string, start: number, end: number): TypeFact | undefined;
  /**
   * Where the name at an offset is declared: a file of the repository with the offset at which the declared name starts,
   * or a package. For a method called on an object this is the method.
   */
  definition(
    path: string,
    offset: number,
  ):
    | { readonly kind: 'file'; readonly source: Source; readonly offset: number }
    | { readonly kind: 'package'; readonly name: string }
    | undefined;
}

/** Answers a question about the file under inspection; `undefined` means not known (yet), never "no". */
export interface Facts {
  /** `of` asks it of another file of the repository, by its path. */
  ask<Kind extends QuestionKind>(kind: Kind, of?: string): Questions[Kind] | undefined;
  /** Absent where only the file itself is known. */
  readonly modules?: Modules;
  readonly types?: Types;
}

/** Knows nothing: what a plain jscodeshift run has. Codemods are then more careful, never less. */
export const noFacts: Facts = { ask: () => undefined };
