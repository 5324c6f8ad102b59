// What a run needs once a file holds something to look at. Loaded then, and not before.

export { plan } from '@resession/engine';
export { codemods } from '@resession/transforms';
