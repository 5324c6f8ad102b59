// What a run needs once a file holds something to look at: the parser, the codemods and all that is built on them. Loaded then,
// and not before.

export { explain, formatted, formattersFor, plan } from '@resession/engine';
export { codemods } from '@resession/transforms';
