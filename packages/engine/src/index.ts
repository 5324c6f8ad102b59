// The public face of the engine.

export { apply, type Applied } from './apply.ts';
export { asWritten } from './as-written.ts';
export { blockedPackages, blockReason } from './blocked.ts';
export { cacheOf, type Cache } from './cache/cache.ts';
export { type Answer, type Decision, decisionOn, kindOf, takes } from './decision.ts';
export { decisionsPlace, keepDecisions, readDecisions } from './decisions-file.ts';
export { sha256 } from './digest.ts';
export { ResessionError } from './error.ts';
export { explain, type Explained, type Note, type Silence } from './explain.ts';
export { formatted, formattersFor } from './format/format.ts';
export { glance, type Glance, planOfNothing } from './glance.ts';
export { askEarly, git } from './git.ts';
export { dirtyFiles, guard, uncommittedFiles } from './guard.ts';
export { codeOf, nodeHost, type Finished, type Host, type RunOptions, type Scratch } from './host.ts';
export { bytesAfter } from './inside.ts';
export { install, leaveInstall, type Installed } from './install.ts';
export { workspaceAbove } from './installs.ts';
export { keepOwnText, ownText } from './own-file.ts';
export type { PlanOptions, Progress, Tarball } from './options.ts';
export { toPatch } from './patch.ts';
export { plan } from './pipeline.ts';
export type * from './plan.ts';
export { plannedText } from './planned-text.ts';
export * from './report.ts';
export { findRoot, type Root } from './root.ts';
export { judgeTree } from './settled-tree.ts';
export { listRuns, undo, type RunSummary, type Undone } from './undo.ts';
