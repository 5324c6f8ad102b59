// What stands beside a commit: a check run with annotations where the token is an app's, else a commit status.

import type { Annotation } from '../annotations.ts';
import type { CommitReport } from '../pull-request/code-host.ts';
import { type Client, statusOf } from './octokit.ts';

/** As the list of checks shows it. */
const name = 'resession';

/** GitHub takes so many in one call. */
export const annotationsPerCall = 50;

/** More are of no use to a reader. */
const mostAnnotations = 500;

interface Home {
  readonly owner: string;
  readonly repo: string;
}

/** Only the tokens of apps (those of workflows are such) may make check runs; for any other one it is a commit status. */
export async function reportCommit(client: Client, at: Home, report: CommitReport): Promise<void> {
  try {
    await checkRun(client, at, report);
  } catch (error) {
    const status = statusOf(error);
    if (status !== 403 && status !== 404) throw error;
    await client.request('POST /repos/{owner}/{repo}/statuses/{sha}', {
      ...at,
      sha: report.commit,
      state: 'success',
      context: name,
      description: report.title.slice(0, 140),
    });
  }
}

async function checkRun(
  client: Client,
  at: Home,
  { commit, done, title, summary, annotations }: CommitReport,
): Promise<void> {
  const placed = annotations.slice(0, mostAnnotations).flatMap(inFile);
  const output = (from: number): Output => ({
    title,
    summary,
    annotations: placed.slice(from, from + annotationsPerCall),
  });
  const { data } = await client.request('POST /repos/{owner}/{repo}/check-runs', {
    ...at,
    name,
    head_sha: commit,
    status: 'completed',
    // What is left to people does not keep anybody from merging.
    conclusion: done ? 'success' : 'neutral',
    output: output(0),
    request: { retries: 0 },
  });
  for (let from = annotationsPerCall; from < placed.length; from += annotationsPerCall)
    await client.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
      ...at,
      check_run_id: data.id,
      output: output(from),
    });
}

interface Output {
  title: string;
  summary: string;
  annotations: InFile[];
}

interface InFile {
  path: string;
  start_line: number;
  end_line: number;
  annotation_level: 'failure' | 'warning' | 'notice';
  title: string;
  message: string;
}

function inFile({ site, level, title, message }: Annotation): InFile[] {
  if (site === undefined) return [];
  const annotation_level = level === 'error' ? 'failure' : level;
  return [{ path: site.path, start_line: site.line, end_line: site.endLine, annotation_level, title, message }];
}
