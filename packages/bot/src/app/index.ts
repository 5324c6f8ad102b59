// `migrate bot serve` as the command line sees it.

export { apiBase, usualApi } from '../github/place.ts';
export { usualBounds } from '../process/bounded.ts';
export type { VisitSettings } from '../visit/settings.ts';
export { type Served, serve } from './serve.ts';
export type { Serving } from './serves.ts';
export { webhookPath } from './listener.ts';
