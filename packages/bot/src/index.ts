// A run as others read it: pull requests, annotations of a workflow, code scanning.

export { type Annotating, reportAnnotations } from './annotations.ts';
export { reportMarkdown } from './report-markdown.ts';
export { code, fence, prose } from './markdown.ts';
export type { Log } from './sarif/log.ts';
export { described, type Described } from './sarif/rules.ts';
export { reportSarif, type Told } from './sarif/sarif.ts';
export { shellLine } from './shell-line.ts';
export { underTop } from './under-top.ts';
