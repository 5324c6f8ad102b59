// The parser, the codemods and all that is built on them. Loaded at the first file that holds something to look at.

export { explain, plan } from '@resession/engine';
export { codemods } from '@resession/transforms';
