// What came of a proposal.

/** Why nothing was done, or nothing more. */
export type Hindrance =
  | 'archived'
  | 'empty'
  | 'no-base'
  | 'not-the-base'
  | 'push-refused'
  | 'conflict'
  | 'foreign-branch'
  | 'taken'
  | 'moving';

/** The pull request that it is about; null where a dry run would open one. */
export interface Named {
  readonly number: number;
  readonly url: string;
}

export type Outcome =
  /** Nothing is to be changed, and no pull request says otherwise. */
  | { readonly kind: 'nothing' }
  /** `notes`: what did not work and changes nothing of it, as a label that may not be set. */
  | {
      readonly kind: 'opened' | 'updated' | 'unchanged' | 'closed';
      readonly pullRequest: Named | null;
      readonly notes: readonly string[];
    }
  /** Somebody has closed it; it is not proposed again. */
  | { readonly kind: 'declined'; readonly pullRequest: Named }
  /** A person has to look. */
  | {
      readonly kind: 'stopped';
      readonly hindrance: Hindrance;
      readonly why: string;
      readonly next: string;
      readonly pullRequest: Named | null;
    };

/** With the words for each hindrance in one place. */
export function stopped(
  hindrance: Hindrance,
  detail: string,
  pullRequest: Named | null = null,
): Extract<Outcome, { kind: 'stopped' }> {
  const { why, next } = words[hindrance];
  return { kind: 'stopped', hindrance, why: detail === '' ? why : `${why}: ${detail}`, next, pullRequest };
}

const words: Readonly<Record<Hindrance, { readonly why: string; readonly next: string }>> = {
  archived: { why: 'the repository is archived', next: 'It takes no changes; take it out of the archive first.' },
  empty: { why: 'the repository has no commit yet', next: 'There is nothing to work on.' },
  'no-base': { why: 'the repository has no such branch', next: 'Name another one with --base.' },
  'not-the-base': {
    why: 'the checkout is not what the base is',
    next: 'Check out the tip of the base, with nothing uncommitted, and run again.',
  },
  'push-refused': {
    why: 'the remote refuses the branch',
    next: 'Let the token push branches that begin with resession/, and run again.',
  },
  conflict: {
    why: 'commits of others on the branch contradict what is to change there',
    next: 'Merge the base into the branch by hand, or close the pull request.',
  },
  'foreign-branch': {
    why: 'the branch was rewritten by somebody else',
    next: 'Go on by hand, or close the pull request and comment /resession retry.',
  },
  taken: {
    why: 'another pull request comes from that branch',
    next: 'Close it, or put the hidden comment back that stood at the end of its text.',
  },
  moving: { why: 'others keep pushing to the branch', next: 'Run again when it is quiet.' },
};
