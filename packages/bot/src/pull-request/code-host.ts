// Where pull requests live. GitHub is one file behind this; another host is another file.

import type { Annotation } from '../annotations.ts';

/** A repository as its host knows it. */
export interface Repository {
  /** `owner/name`, as it is called now: a repository that was renamed answers under its new name. */
  readonly fullName: string;
  readonly owner: string;
  /** For git, without a token in it. */
  readonly gitUrl: string;
  readonly defaultBranch: string;
  /** It takes no changes any more. */
  readonly archived: boolean;
}

export interface PullRequest {
  readonly number: number;
  readonly url: string;
  readonly open: boolean;
  readonly merged: boolean;
  /** The branch it comes from; null where that is of another repository. */
  readonly branch: string | null;
  readonly base: string;
  readonly body: string;
  readonly author: string;
  /** ISO 8601; null while it is open. */
  readonly closedAt: string | null;
}

export interface Comment {
  readonly id: number;
  readonly author: string;
  /** Its author is a program that the host knows as one. */
  readonly bot: boolean;
  readonly body: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

export interface NewPullRequest {
  readonly title: string;
  readonly body: string;
  readonly branch: string;
  readonly base: string;
  readonly draft: boolean;
}

/** People and teams, by the names the host has for them. */
export interface Reviewers {
  readonly people: readonly string[];
  readonly teams: readonly string[];
}

/** What stands beside a commit. */
export interface CommitReport {
  readonly commit: string;
  /** Nothing is left to a person. */
  readonly done: boolean;
  readonly title: string;
  readonly summary: string;
  readonly annotations: readonly Annotation[];
}

/**
 * A host of pull requests. Every method throws `ResessionError` where the host refuses, and gives up after a bounded time. What
 * it answers was written by others.
 */
export interface CodeHost {
  repository(): Promise<Repository>;
  /** Of the repository, into this branch. */
  openPullRequests(base: string): Promise<readonly PullRequest[]>;
  /** Those that were closed or merged, as far back as a few hundred of them go. */
  closedPullRequests(base: string): Promise<readonly PullRequest[]>;
  /** All there ever were from this branch of the repository itself. */
  pullRequestsFrom(branch: string): Promise<readonly PullRequest[]>;
  /** 'exists' where an open one comes from that branch already. */
  open(wanted: NewPullRequest): Promise<PullRequest | 'exists'>;
  rewrite(number: number, texts: { readonly title?: string; readonly body: string }): Promise<void>;
  close(number: number): Promise<void>;
  comments(number: number): Promise<readonly Comment[]>;
  comment(number: number, body: string): Promise<void>;
  mayWrite(login: string): Promise<boolean>;
  label(number: number, labels: readonly string[]): Promise<void>;
  askForReview(number: number, reviewers: Reviewers): Promise<void>;
  report(report: CommitReport): Promise<void>;
}
