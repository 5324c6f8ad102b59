// A rule for each message of a codemod: where alerts are listed, what stands there is the description of their rule.

import { bucketOf, type ReportFinding } from '@resession/engine';
import { prose } from '../markdown.ts';
import type { Level, Rule } from './log.ts';
import { ownMessage } from './own-messages.ts';

/** A codemod as the help of its rules tells of it. */
export interface Described {
  readonly id: string;
  readonly title: string;
  readonly messages: Readonly<Record<string, string>>;
  /** Its README, as Markdown. */
  readonly readme: string;
}

/** The codemods that are named. `page` is that of a codemod in the reference; its messages the rules tell themselves. */
export function described(
  codemods: readonly Omit<Described, 'readme'>[],
  named: ReadonlySet<string>,
  page: (id: string) => string,
): readonly Described[] {
  return codemods
    .filter(({ id }) => named.has(id))
    .map(({ id, title, messages }) => ({
      id,
      title,
      messages,
      readme: page(id).split('\n## Messages\n')[0] ?? '',
    }));
}

/** The rules that the results have asked for, in the order in which they did. */
export interface Rules {
  readonly all: readonly Rule[];
  /** The place of the rule in `all`. */
  indexOf(rule: Asked): number;
}

/** What a result asks for. */
export interface Asked {
  readonly codemod: string;
  readonly messageId: string;
  readonly level: Level;
}

/** The rule of a finding; of one that is suppressed or was left, that of what it would be. */
export function ruleOf(finding: ReportFinding): Asked {
  const { codemod, messageId, suppressed, decided } = finding;
  return {
    codemod,
    messageId: suppressed?.messageId ?? decided?.messageId ?? messageId,
    level: bucketOf(finding) === 'unused' ? 'note' : 'warning',
  };
}

/** The id of a rule. */
export const ruleId = ({ codemod, messageId }: Pick<Asked, 'codemod' | 'messageId'>): string =>
  `${codemod}/${messageId}`;

/** No rules yet. */
export function rulesFrom(codemods: readonly Described[]): Rules {
  const all: Rule[] = [];
  const indices = new Map<string, number>();
  const described = new Map(codemods.map((codemod) => [codemod.id, codemod]));
  return {
    all,
    indexOf: (asked) => {
      const id = ruleId(asked);
      let index = indices.get(id);
      if (index === undefined) {
        index = all.length;
        indices.set(id, index);
        all.push(made(asked, described.get(asked.codemod)));
      }
      return index;
    },
  };
}

const how = 'See why a place is judged as it is:';
const command = 'npx resession explain <file>:<line>';

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n');

function made(asked: Asked, codemod: Described | undefined): Rule {
  const { messageId, level } = asked;
  const said = codemod?.messages[messageId] ?? ownMessage(messageId);
  const about = codemod === undefined ? '' : unlinked(codemod.readme);
  return {
    id: ruleId(asked),
    shortDescription: { text: said },
    fullDescription: { text: codemod === undefined ? said : `${said} ${codemod.title}.` },
    help: {
      text: joined([said, `${how} ${command}`, unmarked(about)]),
      markdown: joined([`**${prose(said)}**`, `${how} \`${command}\``, about]),
    },
    defaultConfiguration: { level },
    properties: {
      tags: ['mcp', 'session-expiry'],
      'problem.severity': level === 'note' ? 'recommendation' : 'warning',
    },
  };
}

/** Links into the repository of the tool lead nowhere from a log; their words stay. */
function unlinked(markdown: string): string {
  return markdown.replace(/\[([^\]]*)\]\((?!https?:)[^)]*\)/g, '$1').trim();
}

/** Markdown reads well as it is, but for its fences. */
function unmarked(markdown: string): string {
  return markdown.replace(/^```.*\n?/gm, '').replace(/^#+ /gm, '');
}
