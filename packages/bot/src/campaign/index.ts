// Campaigns as the command line sees them. Beside the index of the package, since it loads the client of an API.

export { type Listing, listing } from '../github/listing.ts';
export { apiBase, usualApi } from '../github/place.ts';
export { redacting } from '../passing.ts';
export { type Clock, folderQueue, type Queue, waitOf, wallClock, type Work, type Working } from '../queue/index.ts';
export { redactor, type Redact } from '../redactor.ts';
export { mostWrites, usualBounds, visit } from '../visit/index.ts';
export {
  type Budget,
  type Campaign,
  campaignOf,
  type LeftOut,
  type Listed,
  nothingLeftOut,
  usualBudget,
  usualSpeed,
  usualWaves,
} from './campaign.ts';
export { type Conducting, conduct } from './conductor.ts';
export { type Folder, folderAt, planned } from './folder.ts';
export { identify, type Identified } from './identify.ts';
export type { Event } from './event.ts';
export { ofOrganisation } from './organisation.ts';
export { movesOf, type Moves } from './moves.ts';
export { generator, statusPage } from './page/status-page.ts';
export { type Fault, readList } from './repository-list.ts';
export { slots } from './slots.ts';
export { kinds, resultOf } from './result.ts';
export { isOver, type State, stateAfter } from './state.ts';
export { failedOnes, statusOf, type Status } from './status.ts';
export { nextSteps, statusText } from './status-text.ts';
