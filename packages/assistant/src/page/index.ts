// The report as a page. Loaded when a page is asked for, and not before.

export type { Step } from './overview.ts';
export { generator, reportPage, type PageOptions } from './page.ts';
export type { KnownCodemod, TextOf } from './sites.ts';
export { decisionsIn } from './review/answers.ts';
export { type Ended, type Review, serveReview } from './review/server.ts';
