// Decisions within a run. They name findings by id; a round knows sites by their place, so each is laid on the place of its
// finding as soon as a round shows it.

import type { Ask, Decided, Finding, Fix, Skip, Span, Todo } from '@resession/transforms/lib';
import { amongAsMany, type Decision } from '../decision.ts';
import type { Listing } from '../discover.ts';
import type { PlannedFinding } from '../plan.ts';
import type { Draft, Found } from './draft.ts';
import { claimed } from './claims.ts';
import { identified } from './findings.ts';
import type { Order } from './order.ts';
import type { Parse } from './parsing.ts';
import { type Placed, placeKey } from './placed.ts';

/** What a round is told of decisions, by the place of a site in one of its texts. */
export interface Deciding {
  decisionOn(path: string, codemod: string, span: Span): Decision | undefined;
  /** Whether a fix is held that would be made otherwise. */
  holds(path: string, codemod: string, span: Span): boolean;
  /** Decisions to leave it, or one that was like it, that name it by another id. */
  claims(path: string, codemod: string, span: Span): readonly string[];
}

/** Nobody decided anything. */
export const undecided: Deciding = { decisionOn: () => undefined, holds: () => false, claims: () => [] };

/** Deciding by place. */
export function decidingBy(placed: Placed, hold: boolean): Deciding {
  const at = (...[path, codemod, span]: Parameters<Deciding['holds']>): Decision | undefined =>
    placed.decisions.get(placeKey(path, codemod, span));
  const claims: Deciding['claims'] = (...place) => placed.claims.get(placeKey(...place)) ?? [];
  return {
    decisionOn: at,
    // What is left is no fix any more, and a choice was taken by somebody.
    holds: (...place) => (hold || claims(...place).length > 0) && at(...place) === undefined,
    claims,
  };
}

/** What a run knows of the tree that was decided on. */
interface DecidedOn {
  readonly order: Order;
  readonly parse: Parse;
  readonly listing: Pick<Listing, 'selected' | 'paths'>;
}

/** The decisions that are about a finding of these drafts, of the kind that it has in them, and not placed yet. */
export function newlyPlaced(
  drafts: ReadonlyMap<string, Draft>,
  decisions: readonly Decision[],
  placed: Placed,
  { order, parse, listing }: DecidedOn,
): Placed {
  const open = openOf(decisions, placed);
  if (open.size === 0) return { decisions: new Map(), claims: new Map() };
  const offering = new Set(order.all.filter(({ offers }) => offers === true).map(({ id }) => id));
  const fits = (decision: Decision, { finding, codemod }: Found): boolean =>
    isAbout(decision, finding, offering.has(codemod));
  const sites = identified(drafts.values(), parse);
  const found = new Map<string, Decision>();
  for (const site of sites) {
    const { id, path, codemod, span } = site;
    const decision = open.get(id);
    if (decision === undefined || decision.codemod !== codemod || decision.path !== path) continue;
    if (amongAsMany(decision, site) && fits(decision, site)) found.set(placeKey(path, codemod, span), decision);
  }
  // Only when all others have their place is it known how many are alike.
  if (found.size > 0) return { decisions: found, claims: new Map() };
  const [selected, paths] = [new Set(listing.selected), new Set(listing.paths)];
  // The sites of a file that this run passes by stand where they stood.
  const seen = [...open.values()].filter(({ path }) => selected.has(path) || !paths.has(path));
  return claimed(sites, seen, placed, fits);
}

/** The decisions that have no place yet. After a merge there may be two on one site: it is left where one of them says so. */
function openOf(decisions: readonly Decision[], placed: Placed): Map<string, Decision> {
  const open = new Map<string, Decision>();
  for (const decision of decisions) if (open.get(decision.id)?.answer !== 'leave') open.set(decision.id, decision);
  for (const { id } of placed.decisions.values()) open.delete(id);
  return open;
}

/** An offer that nobody asked for in this run is still the question that was answered. */
function isAbout({ kind, answer, choice }: Decision, finding: Finding, offered: boolean): boolean {
  if (finding.kind === 'skip') return offered && kind === 'ask' && finding.messageId !== 'suppressed';
  if (finding.kind !== kind) return false;
  return answer !== 'choose' || (finding.kind === 'ask' && finding.choices.some(({ id }) => id === choice));
}

/** A finding under a decision: an answered ask is the fix that was chosen, what is left is none of our work. */
export function answered(finding: Finding, decision: Decision | undefined): Finding {
  if (decision === undefined || finding.kind === 'skip' || decision.kind !== finding.kind) return finding;
  if (decision.answer === 'leave') return left(finding, decision);
  if (finding.kind === 'fix') return { ...finding, decided: decidedOf(finding, decision) };
  if (finding.kind === 'todo') return finding;
  return chosen(finding, decision);
}

/** A site that stays as it is because somebody said so. */
export function left(finding: Fix | Ask | Todo, decision: Decision): Skip {
  const { start, end, message, explanation } = finding;
  return { start, end, message, ...toldAsLeft(finding, decision), ...(explanation !== undefined && { explanation }) };
}

type Work = Pick<Decided, 'kind' | 'messageId'>;

/** How a site is told that was left. */
function toldAsLeft(
  finding: Work,
  decision: Decision,
): Pick<Skip, 'kind' | 'messageId' | 'reason'> & { readonly decided: Decided } {
  const { why } = decision;
  const reason = why === undefined ? 'Decided: it stays as it is.' : `Decided, it stays as it is: ${why}`;
  return { kind: 'skip', messageId: 'decided', reason, decided: decidedOf(finding, decision) };
}

function chosen(ask: Ask, decision: Decision): Finding {
  const choice = ask.choices.find(({ id }) => id === decision.choice);
  if (choice === undefined) return ask;
  if (choice.change.edits.length === 0) return { ...left(ask, decision), reason: `Decided: ${choice.label}` };
  const { choices: _choices, kind: _kind, ...base } = ask;
  const reason = `Decided: ${choice.label}`;
  return { ...base, kind: 'fix', reason, change: choice.change, decided: decidedOf(ask, decision) };
}

function decidedOf({ kind, messageId }: Work, { answer, choice, why }: Decision): Decided {
  return {
    answer,
    ...(choice !== undefined && { choice }),
    ...(why !== undefined && { why }),
    kind,
    messageId,
  };
}

/** Whether a fix was made because somebody chose it: its meaning was chosen with it. */
export function wasChosen({ finding }: Found): boolean {
  return finding.decided?.answer === 'choose';
}

/** What no round can leave, because no codemod said it: a file that cannot be read, a remark of the SDK's codemod. */
export function withLeft(
  findings: readonly PlannedFinding[],
  decisions: readonly Decision[],
): readonly PlannedFinding[] {
  const leaving = new Map(decisions.filter(({ answer }) => answer === 'leave').map((each) => [each.id, each]));
  return findings.map((finding) => {
    const decision = leaving.get(finding.id);
    if (decision === undefined || finding.kind !== 'todo' || decision.kind !== 'todo') return finding;
    if (!amongAsMany(decision, finding)) return finding;
    return { ...finding, ...toldAsLeft({ kind: finding.kind, messageId: finding.messageId }, decision) };
  });
}
