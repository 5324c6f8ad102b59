// `migrate pr`: one pull request for a repository, found again by its stamp, added to and never rewritten, closed when it is done.
// Every run looks at what is there and does what is missing, so that one that was killed is carried on by the next.

import type { Host, Plan } from '@resession/engine';
import type { Author } from '../git/objects.ts';
import { fetchBranches, isBranchName, push, type Pushed, remoteBranches } from '../git/remote.ts';
import { inWorkshop, type Workshop } from '../git/workshop.ts';
import type { Redact } from '../redactor.ts';
import { bodyOf, isLeft, title } from './body.ts';
import type { CodeHost, PullRequest, Repository } from './code-host.ts';
import { differsFromBase } from './checkout.ts';
import { sayOnce } from './comments.ts';
import { type Tell, tellingHost, tellingPush } from './dry-run.ts';
import { declinedBy, type Goodbye, type Own, ownPullRequests } from './found.ts';
import { fresh, grow, type Step, type Wanted } from './grow.ts';
import { withStamp } from './stamp.ts';
import { type Outcome, stopped } from './outcome.ts';
import { reply, type Reply } from './replies.ts';
import { branchNames, planName, scopeName } from './plan-name.ts';
import { trimmings } from './trimmings.ts';

/** What is proposed, and how. */
export interface Proposal {
  /** The whole of it, made in the checkout. */
  readonly plan: Plan;
  /** One commit for each; the last one is the whole plan. */
  readonly steps: readonly Step[];
  /** Which part of the checkout was looked at, and with which codemods, in words of any kind. */
  readonly scope: readonly string[];
  /** The branch it is for; null for the default branch. */
  readonly base: string | null;
  readonly author: Author;
  readonly token: string | null;
  readonly labels: readonly string[];
  readonly reviewers: boolean;
  /** A check run or a commit status on what was pushed. */
  readonly report: boolean;
  readonly redact: Redact;
  /** The open pull request whose comments the plan follows; null where it follows none. */
  readonly heard: PullRequest | null;
  readonly replies: readonly Reply[];
  /** Is told what would be done, and none of it is. */
  readonly tellOnly: Tell | null;
}

/** All that a step of the way needs. */
export interface Going {
  readonly proposal: Proposal;
  readonly codeHost: CodeHost;
  readonly repository: Repository;
  readonly workshop: Workshop;
  /** The name of the base and its tip. */
  readonly base: { readonly name: string; readonly tip: string };
  readonly branches: ReadonlyMap<string, string>;
  readonly wanted: Wanted;
  /** See `scopeName`. */
  readonly scope: string;
  push(commit: string, branch: string): Promise<Pushed>;
}

/** How often a branch may move under our hands. */
const mostTries = 3;

/** Proposes the plan. Throws `ResessionError` where the host or the remote cannot be worked with. */
export async function propose(proposal: Proposal, given: CodeHost, host: Host): Promise<Outcome> {
  const { tellOnly } = proposal;
  const codeHost = tellOnly === null ? given : tellingHost(given, tellOnly);
  const repository = await codeHost.repository();
  if (repository.archived) return stopped('archived', repository.fullName);
  const name = proposal.base ?? repository.defaultBranch;
  const { token, redact, plan } = proposal;
  const remote = { url: repository.gitUrl, token };
  return inWorkshop({ root: plan.root, remote, redact }, host, async (workshop) => {
    for (let tried = 1; tried <= mostTries; tried += 1) {
      const branches = await remoteBranches(workshop);
      if (branches.size === 0) return stopped('empty', repository.fullName);
      const tip = branches.get(name);
      if (!isBranchName(name) || tip === undefined) return stopped('no-base', name);
      await fetchBranches(workshop, [name]);
      const { under, differs } = await differsFromBase(plan, tip, workshop, host);
      if (differs !== null) return stopped('not-the-base', differs);
      const wanted = { base: tip, steps: proposal.steps, name: planName(plan), author: proposal.author, under };
      const base = { name, tip };
      const pushing = tellOnly === null ? push : tellingPush(tellOnly);
      const scope = scopeName(under, proposal.scope);
      const going = { proposal, codeHost, repository, workshop, base, branches, wanted, scope };
      const outcome = await settle({ ...going, push: (commit, branch) => pushing(workshop, commit, branch) });
      if (outcome !== 'moved') return outcome;
    }
    return stopped('moving', '');
  });
}

/** 'moved' where somebody was faster, and it has to be looked at anew. */
type Settled = Outcome | 'moved';

async function settle(going: Going): Promise<Settled> {
  const { codeHost, base, proposal, scope } = going;
  const [own, ...others] = ownPullRequests(await codeHost.openPullRequests(base.name), scope);
  const work = proposal.plan.files.some(({ onlyMarkers }) => onlyMarkers !== true);
  const { heard } = proposal;
  // Closed while the plan was made, which does what was said there: it is not proposed in another place.
  if (heard !== null && own?.pull.number !== heard.number) return { kind: 'declined', pullRequest: heard };
  if (own === undefined) return work ? propositionOf(going) : { kind: 'nothing' };
  await reply(going, own);
  // Two runs at the same time, on different plans: there is one pull request after the next.
  for (const other of others)
    await closeWith(going, other, `#${String(own.pull.number)} goes on with it.`, 'superseded');
  return work ? bringUpToDate(going, own) : finish(going, own);
}

/** Nothing of it is left to do. */
async function finish(going: Going, own: Own): Promise<Outcome> {
  const tip = going.base.tip.slice(0, 12);
  await closeWith(going, own, `Nothing of this is left to change on ${going.base.name} (${tip}).`, 'clean');
  return { kind: 'closed', pullRequest: own.pull, notes: [] };
}

async function closeWith({ codeHost }: Going, { pull }: Own, why: string, about: Goodbye): Promise<void> {
  await sayOnce(codeHost, pull, about, `${why} Closing this pull request; its branch stays.`);
  await codeHost.close(pull.number);
}

async function bringUpToDate(going: Going, { pull, stamp, branch }: Own): Promise<Settled> {
  const { workshop, wanted, branches, codeHost, proposal } = going;
  const tip = branches.get(branch);
  // The branch went just now; the host closes such a pull request by itself.
  if (tip === undefined) return { kind: 'declined', pullRequest: pull };
  await fetchBranches(workshop, [branch]);
  const grown = await grow(workshop, wanted, tip, stamp.head);
  if (grown.kind === 'conflict' || grown.kind === 'foreign') {
    const told = stopped(grown.kind === 'conflict' ? 'conflict' : 'foreign-branch', branch, pull);
    await sayOnce(codeHost, pull, `${grown.kind}:${wanted.name}`, `I stopped here: ${told.why}. ${told.next}`);
    return told;
  }
  if (grown.kind === 'same') {
    // A run that was killed behind its push has not said so.
    const head = (await isOnlyOurs(going, tip)) ? tip : stamp.head;
    if (head !== stamp.head || stamp.plan !== wanted.name)
      await codeHost.rewrite(pull.number, {
        body: withStamp(pull.body, { plan: wanted.name, head, scope: going.scope }),
      });
    return { kind: 'unchanged', pullRequest: pull, notes: [] };
  }
  const done = await going.push(grown.commit, branch);
  if (done.kind === 'late') return 'moved';
  if (done.kind === 'refused') return stopped('push-refused', done.why, pull);
  const body = bodyOf(proposal.plan, { plan: wanted.name, head: grown.ours, scope: going.scope }, pull.body);
  await codeHost.rewrite(pull.number, { title, body });
  return { kind: 'updated', pullRequest: pull, notes: await trimmings(going, pull, grown.commit, 'updated') };
}

/** Whether a branch holds nothing but the plan: then all of it is ours, whoever pushed it. */
async function isOnlyOurs({ workshop, wanted }: Going, tip: string): Promise<boolean> {
  return (await grow(workshop, wanted, tip, null)).kind === 'same';
}

/** A plan that nobody has closed gets a branch, and the branch a pull request. */
async function propositionOf(going: Going): Promise<Settled> {
  const { codeHost, wanted, branches, workshop, base, scope } = going;
  // One that has grown into this plan comes from a branch of another name.
  const closed = ownPullRequests(await codeHost.closedPullRequests(base.name), scope);
  const earlier = closed.filter(({ stamp }) => stamp.plan === wanted.name).map(({ pull }) => pull);
  for (const branch of branchNames(wanted.name)) {
    const pulls = await codeHost.pullRequestsFrom(branch);
    const open = pulls.find((pull) => pull.open);
    if (open !== undefined) return stopped('taken', branch, open);
    earlier.push(...pulls);
    const tip = branches.get(branch);
    if (pulls.length > 0) continue;
    const declined = await declinedBy(codeHost, earlier);
    if (declined !== null) return { kind: 'declined', pullRequest: declined };
    if (tip === undefined) return pushed(going, branch);
    // Pushed by a run that came no further; else somebody else's, which stays as it is.
    await fetchBranches(workshop, [branch]);
    if (await isOnlyOurs(going, tip)) return opened(going, branch, tip);
  }
  return stopped('taken', `every branch of the plan ${wanted.name}`);
}

async function pushed(going: Going, branch: string): Promise<Settled> {
  const commit = await fresh(going.workshop, going.wanted);
  const done = await going.push(commit, branch);
  if (done.kind === 'late') return 'moved';
  if (done.kind === 'refused') return stopped('push-refused', done.why);
  return opened(going, branch, commit);
}

async function opened(going: Going, branch: string, head: string): Promise<Settled> {
  const { codeHost, proposal, base, wanted } = going;
  const draft = isLeft(proposal.plan);
  const body = bodyOf(proposal.plan, { plan: wanted.name, head, scope: going.scope });
  const pull = await codeHost.open({ title, body, branch, base: base.name, draft });
  // Another run was faster by a moment.
  if (pull === 'exists') return 'moved';
  return { kind: 'opened', pullRequest: pull, notes: await trimmings(going, pull, head, 'opened') };
}
