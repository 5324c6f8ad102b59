// The guided review on a terminal. Loaded only where there is one: it brings the parser and an editor's argv with it.

export { inReadingOrder, packageHolding, stationAt, type Station } from './reading-order.ts';
export { decisionNow, type DecisionNow, type DecisionState } from './decision-state.ts';
export { siteAt, type Ending, type Review } from './terminal/answering.ts';
export { openEditor } from './terminal/editor.ts';
export { keysOf, readsKeys, type KeyInput, type Keys } from './terminal/keys.ts';
export { walkThrough, type Walked } from './terminal/walk-through.ts';
export type { Stage } from './terminal/walk.ts';
