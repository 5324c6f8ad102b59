// The review as a machine without a terminal: sites, answers and where it stands go in with a key, and what is next comes out.

import { type Answer, type Decision, decisionOn, kindOf, type PlannedFinding } from '@resession/engine';

/** How a review ended: at its end (or `d`), by `q`, or by Ctrl-C. */
export type Ending = 'done' | 'quit' | 'interrupted';

/** What `u` takes back: answers, or a text that the person wrote, with where the review stood. */
type Step =
  | { readonly kind: 'answers'; readonly before: readonly Decision[]; readonly at: string }
  | { readonly kind: 'passed'; readonly at: string }
  | { readonly kind: 'edited'; readonly run: string; readonly at: string };

export interface Review {
  /** What is, or was, work, in the order of a reader. */
  readonly sites: readonly PlannedFinding[];
  /** All that are kept, those of sites that are gone included. */
  readonly decisions: readonly Decision[];
  /** The site in question; null where none is open. */
  readonly at: string | null;
  /** Sites that are to be decided another time. */
  readonly passed: ReadonlySet<string>;
  readonly steps: readonly Step[];
  readonly ended: Ending | null;
}

/**
 * What is to be done after a key. `show`: the site in question. `plan`: plan again, an answer can change other sites.
 * `reason`: ask for one, then `leaving`. `edit`: open the editor. `take-back`: undo a run, then `takenBack`.
 */
export type Next =
  | { readonly kind: 'show' | 'plan' | 'help' | 'reason' | 'edit' | 'end' }
  | { readonly kind: 'take-back'; readonly run: string }
  | { readonly kind: 'refused'; readonly why: string };

export interface Pressed {
  readonly review: Review;
  readonly next: Next;
}

/** A review of these sites, at the first that nobody decided. */
export function reviewOf(sites: readonly PlannedFinding[], decisions: readonly Decision[]): Review {
  return atFirstOpen({ sites, decisions, at: null, passed: new Set(), steps: [], ended: null });
}

/** The site in question. */
export function siteAt({ sites, at }: Review): PlannedFinding | undefined {
  return sites.find(({ id }) => id === at);
}

/** Whether nobody has decided about a site. */
export function isOpen({ decisions }: Review, site: PlannedFinding): boolean {
  return kindOf(site) !== null && site.decided === undefined && !decisions.some((decision) => isOn(decision, site));
}

/** The sites that nobody has decided about. */
export function openSites(review: Review): readonly PlannedFinding[] {
  return review.sites.filter((site) => isOpen(review, site));
}

/** The keys that the site in question takes, in the order in which they are told. */
export function keysAt(review: Review): readonly string[] {
  const site = siteAt(review);
  if (site === undefined) return ['q'];
  const own = {
    fix: ['y', 'n', 'a', 'e'],
    ask: [...choicesOf(site).map((_, index) => String(index + 1)), 'n', 'e'],
    todo: ['e', 'n'],
  }[kindOf(site) ?? 'todo'];
  return [...own, 'j', 'd', 'q', ...(review.steps.length > 0 ? ['u'] : []), '?'];
}

/** One key. What it does not take is `refused`, and nothing changes. */
export function press(review: Review, key: string): Pressed {
  const site = siteAt(review);
  if (key === 'interrupt') return ending(review, 'interrupted');
  if (site === undefined) return ending(review, 'done');
  const taken = keysAt(review);
  if (!taken.includes(key)) {
    const why = key === 'u' ? 'There is no answer to take back yet.' : `This one takes ${taken.join(', ')}.`;
    return { review, next: { kind: 'refused', why } };
  }
  switch (key) {
    case 'y':
      return answering(review, [site], { answer: 'make' }, 'show');
    case 'a':
      return answering(review, fixesFrom(review, site), { answer: 'make' }, 'show');
    case 'n':
      if (kindOf(site) === 'todo') return { review, next: { kind: 'reason' } };
      return answering(review, [site], { answer: 'leave' }, 'plan');
    case 'j':
      return passing(review, site);
    case 'd':
      return ending(review, 'done');
    case 'q':
      return ending(review, 'quit');
    case 'e':
      return { review, next: { kind: 'edit' } };
    case 'u':
      return takingBack(review);
    case '?':
      return { review, next: { kind: 'help' } };
    default:
      return choosing(review, site, Number(key));
  }
}

/** The site in question stays as it is, for a reason or none. */
export function leaving(review: Review, why: string): Pressed {
  const site = siteAt(review);
  if (site === undefined) return { review, next: { kind: 'show' } };
  const reason = why.trim();
  return answering(review, [site], { answer: 'leave', ...(reason !== '' && { why: reason }) }, 'plan');
}

/** What the person wrote at the site in question was written by a run. */
export function edited(review: Review, run: string): Review {
  const { at, steps } = review;
  return at === null ? review : { ...review, steps: [...steps, { kind: 'edited', run, at }] };
}

/** The last step is taken back, and its site is in question again. */
export function takenBack(review: Review): Review {
  const step = review.steps.at(-1);
  if (step === undefined) return review;
  const passed = new Set([...review.passed].filter((id) => id !== step.at));
  const decisions = step.kind === 'answers' ? step.before : review.decisions;
  return { ...review, decisions, passed, at: step.at, steps: review.steps.slice(0, -1) };
}

/** The review over what a new plan found, at the site in question or, where that is settled, the next open one. */
export function planned(review: Review, sites: readonly PlannedFinding[]): Review {
  const now = { ...review, sites };
  const back = siteAt(now);
  if (back !== undefined && isOpen(now, back)) return now;
  const from = review.sites.findIndex(({ id }) => id === review.at);
  const wanted = from < 0 ? [] : review.sites.slice(from);
  for (const old of wanted) {
    const site = sameSite(old, sites);
    if (site !== undefined && isOpen(now, site) && !now.passed.has(site.id)) return { ...now, at: site.id };
  }
  return atFirstOpen(now);
}

/** The site again in what a later plan found: by its id, else by its place, which stays while the file does. */
export function sameSite(old: PlannedFinding, sites: readonly PlannedFinding[]): PlannedFinding | undefined {
  const place = ({ codemod, path, line, column, endLine, endColumn }: PlannedFinding): string =>
    JSON.stringify([codemod, path, line, column, endLine, endColumn]);
  return sites.find(({ id }) => id === old.id) ?? sites.find((site) => place(site) === place(old));
}

function isOn({ id, codemod, path, kind }: Decision, site: PlannedFinding): boolean {
  return id === site.id && codemod === site.codemod && path === site.path && kind === kindOf(site);
}

function choicesOf({ choices }: PlannedFinding): readonly { readonly id: string }[] {
  return (choices ?? []).slice(0, 9);
}

/** This fix and those that follow it. */
function fixesFrom(review: Review, site: PlannedFinding): readonly PlannedFinding[] {
  const from = review.sites.indexOf(site);
  return review.sites.filter((each, index) => index >= from && kindOf(each) === 'fix' && isOpen(review, each));
}

function choosing(review: Review, site: PlannedFinding, number: number): Pressed {
  const choice = choicesOf(site)[number - 1];
  if (choice === undefined) return { review, next: { kind: 'show' } };
  return answering(review, [site], { answer: 'choose', choice: choice.id }, 'plan');
}

function answering(review: Review, sites: readonly PlannedFinding[], answer: Answer, next: 'show' | 'plan'): Pressed {
  const { decisions, at, steps } = review;
  if (at === null) return { review, next: { kind: 'show' } };
  const now = sites.map((site) => decisionOn(site, answer));
  const others = decisions.filter(({ id }) => !now.some((decision) => decision.id === id));
  const answered = {
    ...review,
    decisions: [...others, ...now],
    steps: [...steps, { kind: 'answers', before: decisions, at } as const],
  };
  return { review: next === 'plan' ? answered : forward(answered), next: { kind: next } };
}

function passing(review: Review, { id }: PlannedFinding): Pressed {
  const passed = new Set([...review.passed, id]);
  const steps = [...review.steps, { kind: 'passed', at: id } as const];
  return { review: forward({ ...review, passed, steps }), next: { kind: 'show' } };
}

function takingBack(review: Review): Pressed {
  const step = review.steps.at(-1);
  if (step?.kind === 'edited') return { review, next: { kind: 'take-back', run: step.run } };
  // A choice that was taken is told without the others: the site has to be found anew.
  return { review: takenBack(review), next: { kind: step?.kind === 'passed' ? 'show' : 'plan' } };
}

function ending(review: Review, ended: Ending): Pressed {
  return { review: { ...review, ended }, next: { kind: 'end' } };
}

/** To the next open site, else to the first. */
function forward(review: Review): Review {
  const from = review.sites.findIndex(({ id }) => id === review.at);
  const next = review.sites.slice(from + 1).find((site) => isOpen(review, site) && !review.passed.has(site.id));
  return next === undefined ? atFirstOpen(review) : { ...review, at: next.id };
}

function atFirstOpen(review: Review): Review {
  const first = openSites(review).find(({ id }) => !review.passed.has(id));
  return { ...review, at: first?.id ?? null, ended: first === undefined ? 'done' : review.ended };
}
