// The public face of lib: what the engine and the faces of the tool may know of codemods.

export type { Node } from '@babel/types';
export type * from './codemod.ts';
export * from './edits.ts';
export * from './facts.ts';
export * from './fold.ts';
export * from './identity.ts';
export * from './lines.ts';
export * from './own-comments.ts';
export * from './own-openings.ts';
export { loadedModule, moduleImports } from './module-imports.ts';
export { renamedClasses } from './port/class-names.ts';
export { sameCode } from './same-code.ts';
export { scopesOf } from './scopes.ts';
export { sdkImports, type SdkThing } from './sdk-imports.ts';
export { sdkModule } from './sdk-modules.ts';
export * from './source.ts';
export * from './suppression.ts';
export { isTestFile } from './test-files.ts';
export { endOf, nameOf, startOf, walk } from './tree.ts';
export { newFormChecks, type NewFormCheck } from './recogniser/vector/new-form.ts';
