// What is said under the pull request to those who said something there that cannot be followed, or asked for an explanation.

import {
  answersTo,
  answerTyped,
  bucketOf,
  decisionsPlace,
  type PlannedFinding,
  sha256,
  takes,
} from '@resession/engine';
import { everHeld, treePath } from '../git/objects.ts';
import { fetchBranches } from '../git/remote.ts';
import { code, fence, prose } from '../markdown.ts';
import { type Command, names } from './commands.ts';
import { writeOnce } from './comments.ts';
import type { Own } from './found.ts';
import type { Heard } from './heard.ts';
import type { Going } from './propose.ts';

/** Said once, to one comment. */
export interface Reply {
  /** By this it is known again. */
  readonly about: string;
  readonly parts: readonly Part[];
  /** What can be said instead; '' where nothing has to be. */
  readonly instead: string;
}

interface Part {
  readonly markdown: string;
  /** The id that no finding has. Where a branch of ours held a decision on it, it was followed then, and nothing is said now. */
  readonly missed?: string;
}

/** Replies of one run; the next one has the others. */
const mostReplies = 10;

/** Characters of an explanation; GitHub takes 65,536 in a comment. */
const longestStory = 30_000;

/** Findings that are named to somebody who named none of them. */
const mostNamed = 20;

const commands = ['retry', 'close', 'explain ID', 'decide ID CHOICE'].map((each) => code(`/resession ${each}`));

/** The replies that nobody has had yet, one for each comment. */
export function repliesTo(
  { said, answered }: Heard,
  findings: readonly PlannedFinding[],
  explained: (finding: PlannedFinding) => string,
): readonly Reply[] {
  const replies: Reply[] = [];
  for (const comment of new Set(said.map((each) => each.comment))) {
    const of = said.filter((each) => each.comment === comment).map(({ command }) => command);
    const troubles = of.flatMap((command) => troubleWith(command, findings));
    const asked = of.flatMap((command) => (command.kind === 'explain' ? [theOne(command.id, findings)] : []));
    const stories = asked.flatMap((finding) => (typeof finding === 'string' ? [] : [finding]));
    if (troubles.length + stories.length === 0) continue;
    // With what was said: a comment that was edited is another one.
    const words = sha256(JSON.stringify(of)).slice(0, 10);
    const about = `reply:${String(comment.id)}:${words}`;
    if (answered(about)) continue;
    const parts = [...troubles, ...stories.map((finding) => ({ markdown: storyOf(explained(finding)) }))];
    replies.push({ about, parts, instead: troubles.length === 0 ? '' : possible(findings) });
  }
  return replies.slice(0, mostReplies);
}

/** Says them, each once. */
export async function reply({ codeHost, workshop, branches, wanted, proposal }: Going, own: Own): Promise<void> {
  const { replies } = proposal;
  if (replies.some(({ parts }) => parts.some(({ missed }) => missed !== undefined)) && branches.has(own.branch))
    await fetchBranches(workshop, [own.branch]);
  const place = treePath(wanted.under, decisionsPlace);
  for (const { about, parts, instead } of replies) {
    const left: string[] = [];
    for (const { markdown, missed } of parts)
      if (missed === undefined || !(await everHeld(workshop, own.stamp.head, place, `"id": "${missed}`)))
        left.push(markdown);
    const markdown = [...left, instead].filter((part) => part !== '').join('\n\n');
    if (left.length > 0) await writeOnce(codeHost, own.pull, about, markdown);
  }
}

function storyOf(text: string): string {
  return fence('', text.length > longestStory ? `${text.slice(0, longestStory)}\n(and more)\n` : text);
}

/** The finding that an id names, or why there is none. */
function theOne(id: string, findings: readonly PlannedFinding[]): PlannedFinding | 'none' | 'many' {
  const [first = 'none', ...others] = findings.filter((each) => names(id, each.id));
  return others.length > 0 ? 'many' : first;
}

function troubleWith(command: Command, findings: readonly PlannedFinding[]): readonly Part[] {
  if (command.kind === 'unclear') return [{ markdown: `I do not understand ${code(command.line)}.` }];
  if (command.kind !== 'decide' && command.kind !== 'explain') return [];
  const { id } = command;
  const finding = theOne(id, findings);
  if (finding === 'many') return [{ markdown: `More than one id here begins with ${code(id)}: give more of it.` }];
  if (finding === 'none') {
    const markdown = `Nothing that is found here has the id ${code(id)}.`;
    return [{ markdown, ...(/^[\da-f]{4,}$/.test(id) && { missed: id }) }];
  }
  if (command.kind === 'explain' || takes(finding, answerTyped(command.answer))) return [];
  const answers = answersTo(finding);
  if (answers.length === 0)
    return [{ markdown: `${code(id)} is left alone anyway: there is nothing to decide about it.` }];
  return [{ markdown: `${code(command.answer)} is no answer to ${code(id)}.` }];
}

/** What can be said about what is left to decide or could be left. */
function possible(findings: readonly PlannedFinding[]): string {
  const open = findings.filter((finding) => ['ask', 'todo', 'fix'].includes(bucketOf(finding)));
  const lines = open.slice(0, mostNamed).map((finding) => {
    const answers = answersTo(finding).map(code).join(', ');
    const place = code(`${finding.path}:${String(finding.line)}`);
    return `- ${code(finding.id)} takes ${answers}: ${prose(finding.message)} (${place})`;
  });
  const more = open.length > mostNamed ? [`- and ${String(open.length - mostNamed)} more`] : [];
  return [`I know ${commands.join(', ')}.`, ...(lines.length === 0 ? [] : ['', ...lines, ...more])].join('\n');
}
