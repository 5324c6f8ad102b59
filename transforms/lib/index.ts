// The public face of lib: what the engine and the faces of the tool may know of codemods.

export type * from './codemod.ts';
export * from './facts.ts';
export type * from './source.ts';
