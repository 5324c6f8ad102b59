// @types/jscodeshift does not know `src/getParser`, nor that the trees are Babel's.

declare module 'jscodeshift/src/getParser.js' {
  import type { File } from '@babel/types';

  /** `options` are those of @babel/parser and reach only the `babylon` parser. */
  export default function getParser(
    name: 'ts' | 'tsx' | 'babylon',
    options?: Readonly<Record<string, unknown>>,
  ): { parse(text: string): File };
}
