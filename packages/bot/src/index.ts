// Pull requests: the report as their body.

export { reportMarkdown } from './report-markdown.ts';
export { code, fence, prose } from './markdown.ts';
export { shellLine } from './shell-line.ts';
