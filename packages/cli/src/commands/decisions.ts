// `migrate decisions`: what people decided, what has become of it, and how to take it back.

import { explainText, visibleLine, type Colors } from '@resession/assistant';
import { decisionNow, type DecisionNow, type DecisionState } from '@resession/assistant/review';
import { findRoot, keepDecisions, nodeHost, readDecisions, type Decision } from '@resession/engine';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import { planRun } from '../planning.ts';
import type { Request } from '../program.ts';
import { jsonText } from '../render/json-text.ts';
import { counted } from '../render/summary-text.ts';
import { plainRun, sharedSettings } from '../settings.ts';
import { oneOf, UsageError } from '../usage-error.ts';

type Asked = Extract<Request, { command: 'decisions' }>;

const actions = ['list', 'prune', 'explain', 'forget'] as const;

/** One of the actions. Looking at decisions is no run: the exit code is 0. */
export async function decisions(
  { action, id, flags }: Asked,
  { out, err }: Output,
  version: string,
): Promise<ExitCode> {
  const { format, ...where } = sharedSettings(flags);
  const wish = oneOf('decisions', action ?? 'list', actions);
  const one = wish === 'explain' || wish === 'forget';
  if (!one && id !== undefined) throw new UsageError(`${wish} takes no decision`, id, 'Leave it out.');
  const { path: root } = await findRoot({ paths: [], ...where }, nodeHost);
  const kept = readDecisions(root, nodeHost);
  const named = one ? theOne(kept, id, wish) : kept;
  if (wish === 'forget') {
    const rest = kept.filter((each) => !named.includes(each));
    await keepDecisions(root, rest, nodeHost);
    const text = named.map((each) => `Forgot ${lineOf(each, '')}\n`).join('');
    out.write(format === 'json' ? jsonText({ schema: 1, root, forgotten: named }) : text);
    return exitCodes.clean;
  }
  const wanted = { ...where, ...plainRun };
  const plan =
    kept.length === 0 ? { findings: [] } : await planRun([root], { ...wanted, previews: true }, { version, err });
  const all = named.map((decision) => decisionNow(decision, plan));
  if (wish === 'prune') {
    const gone = all.filter(({ state }) => state === 'gone');
    const rest = all.filter(({ state }) => state !== 'gone').map(({ decision }) => decision);
    if (gone.length > 0) await keepDecisions(root, rest, nodeHost);
    out.write(format === 'json' ? jsonText({ schema: 1, root, pruned: told(gone) }) : prunedText(gone, out.colors));
    return exitCodes.clean;
  }
  const text = (): string =>
    one ? all.map((each) => storyText(each, out.colors)).join('\n') : listText(all, out.colors);
  out.write(format === 'json' ? jsonText({ schema: 1, root, decisions: told(all) }) : text());
  return exitCodes.clean;
}

/** The decision of which this is the id, or the beginning of it; after a merge that kept both sides, there may be two. */
function theOne(kept: readonly Decision[], id: string | undefined, wish: string): readonly Decision[] {
  const lists = 'npx resession decisions lists them with their ids.';
  if (id === undefined || id === '') throw new UsageError(`${wish} needs the id of a decision`, 'decisions', lists);
  const found = kept.filter((each) => each.id.startsWith(id));
  const [first] = found;
  if (first === undefined) throw new UsageError('there is no such decision', id, lists);
  if (found.some((each) => each.id !== first.id))
    throw new UsageError(`${String(found.length)} decisions begin so`, id, 'Write more of the id.');
  return found;
}

const states: Readonly<Record<DecisionState, string>> = {
  'in-force': 'in force',
  unfit: 'no longer fits',
  gone: 'gone: nothing like it is found any more',
};

/** Of the site, what a program may want to go there. */
function told(all: readonly DecisionNow[]): readonly object[] {
  return all.map(({ decision, state, why, site }) => ({
    ...decision,
    state,
    ...(why !== '' && { unfit: why }),
    ...(site?.path === decision.path && { line: site.line, column: site.column }),
  }));
}

function listText(all: readonly DecisionNow[], colors: Colors): string {
  if (all.length === 0) return 'Nothing is decided.\n';
  const gone = all.filter(({ state }) => state === 'gone').length;
  const hint = gone === 0 ? '' : `\n${colors.dim('npx resession decisions prune takes out what is gone.')}\n`;
  const head = colors.bold(counted(all.length, 'decision'));
  return `${[head, ...all.map((each) => entryText(each, colors))].join('\n')}\n${hint}`;
}

function entryText({ decision, state, why, site }: DecisionNow, colors: Colors): string {
  const tint = state === 'in-force' ? colors.green : state === 'unfit' ? colors.yellow : colors.dim;
  const said = why === '' ? states[state] : `${states[state]}: ${why}`;
  return [
    `  ${colors.bold(visibleLine(decision.id))}  ${lineOf(decision, site?.path === decision.path ? `:${String(site.line)}` : '')}`,
    `    ${tint(visibleLine(said))}`,
    `    ${colors.dim(visibleLine(decision.message))}`,
  ].join('\n');
}

/** What was decided, and where. */
function lineOf({ answer, choice, why, path }: Decision, line: string): string {
  const what = { make: 'make', leave: 'leave', choose: `choose ${choice ?? ''}` }[answer];
  return visibleLine(`${what}  ${path}${line}${why === undefined ? '' : `  (${why})`}`);
}

function storyText(now: DecisionNow, colors: Colors): string {
  const story = now.site === null ? '' : `\n${explainText(now.site, colors)}`;
  return `${entryText(now, colors)}\n${story}`;
}

function prunedText(gone: readonly DecisionNow[], colors: Colors): string {
  if (gone.length === 0) return 'Nothing is gone; every decision is of a site that is still found.\n';
  const lines = gone.map((each) => entryText(each, colors));
  return `${[`Took out ${counted(gone.length, 'decision')}`, ...lines].join('\n')}\n`;
}
