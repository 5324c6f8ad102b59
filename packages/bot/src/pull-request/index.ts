// `migrate pr` as the command line sees it. Beside the index of the package, since it loads the client of an API.

export { authorFor } from '../git/author.ts';
export type { Author } from '../git/objects.ts';
export { gitHub } from '../github/github.ts';
export type { Connection } from '../github/octokit.ts';
export { apiBase, placeNamed, placeOfRemote, usualApi, type Place } from '../github/place.ts';
export { redacting, waitOf } from '../passing.ts';
export { redactor, type Redact } from '../redactor.ts';
export type * from './code-host.ts';
export { type Keeping, keepPullRequest } from './keep.ts';
export { type Command, commandsIn } from './commands.ts';
export { type Hindrance, type Named, type Outcome } from './outcome.ts';
export { outcomeText } from './outcome-text.ts';
export { type Proposed, type Proposing, proposeCheckout } from './propose-checkout.ts';
export { branchNames, planName, scopeOf } from './plan-name.ts';
export type { Step } from './grow.ts';
