// Visits, as campaigns and the app make them.

export { type Bounds, usualBounds } from '../process/bounded.ts';
export { mostWrites, type VisitSettings } from './settings.ts';
export type { Failed } from './told.ts';
export { ask, type Ran, type TooMuch, visit, type Visit, type Visited, type Visiting } from './visit.ts';
