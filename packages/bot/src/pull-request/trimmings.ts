// Labels, reviewers and the report beside the commit: what makes a pull request easier to find and to read. None of it is worth
// failing for.

import { ResessionError, toReport } from '@resession/engine';
import { annotationsOf } from '../annotations.ts';
import { entriesOf, treePath } from '../git/objects.ts';
import { isLeft } from './body.ts';
import { codeOwnersPlaces, largestCodeOwners, ownersOf } from './code-owners.ts';
import type { PullRequest, Reviewers } from './code-host.ts';
import type { Going } from './propose.ts';

/** Adds them; what the host refuses is returned in words. Labels and reviewers are for a new one: people may have changed them. */
export async function trimmings(
  going: Going,
  pull: PullRequest,
  commit: string,
  state: 'opened' | 'updated',
): Promise<readonly string[]> {
  const { codeHost, proposal, workshop } = going;
  const notes: string[] = [];
  const trying = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ResessionError)) throw error;
      notes.push(workshop.redact(error.what));
    }
  };
  if (state === 'opened' && proposal.labels.length > 0)
    await trying(() => codeHost.label(pull.number, proposal.labels));
  if (state === 'opened' && proposal.reviewers) {
    const { people, teams } = await reviewersOf(going, pull.author);
    // A team that the host does not know would keep the people from being asked.
    if (people.length > 0) await trying(() => codeHost.askForReview(pull.number, { people, teams: [] }));
    if (teams.length > 0) await trying(() => codeHost.askForReview(pull.number, { people: [], teams }));
  }
  if (proposal.report) await trying(() => report(going, commit));
  return notes;
}

async function report({ codeHost, proposal: { plan }, wanted: { under } }: Going, commit: string): Promise<void> {
  const left = plan.findings.filter(({ kind }) => kind === 'ask' || kind === 'todo').length;
  const annotations = annotationsOf(toReport(plan, 'written'), false).map((each) =>
    each.site === undefined ? each : { ...each, site: { ...each.site, path: `${under}${each.site.path}` } },
  );
  const heading = left === 0 ? 'Nothing is left to do by hand' : `${String(left)} left to a person`;
  const summary = 'What the code says of an expired session; the pull request has the sites in a table.';
  await codeHost.report({ commit, done: !isLeft(plan), title: heading, summary, annotations });
}

/** The owners of what is touched, as the base names them. */
async function reviewersOf(going: Going, author: string): Promise<Reviewers> {
  const { workshop, base, proposal, repository, wanted } = going;
  const there = await entriesOf(workshop, base.tip, codeOwnersPlaces);
  const place = codeOwnersPlaces.find((each) => there.get(each)?.mode.startsWith('100'));
  const blob = place === undefined ? undefined : there.get(place)?.blob;
  if (blob === undefined) return { people: [], teams: [] };
  const size = Number(await workshop.run('cat-file', '-s', blob));
  if (size > largestCodeOwners) return { people: [], teams: [] };
  const text = await workshop.run('cat-file', 'blob', blob);
  const paths = proposal.plan.files.map(({ path }) => treePath(wanted.under, path));
  return ownersOf(text, paths, { author, organisation: repository.owner });
}
