// docs/reference/codemods: a page for each codemod, made from its README and its messages.

import { posix } from 'node:path';

/** What a page is made of. */
export interface Described {
  readonly id: string;
  readonly title: string;
  readonly messages: Readonly<Record<string, string>>;
  /** The text of its README.md. */
  readonly readme: string;
}

const home = 'transforms';
const pages = 'docs/reference/codemods';

/** The pages by file name. */
export function codemodPages(all: readonly Described[]): ReadonlyMap<string, string> {
  const known = new Set(all.map(({ id }) => id));
  const each = all.map((one) => [`${one.id}.md`, pageOf(one, known)] as const);
  return new Map([['README.md', contents(all)], ...each]);
}

const made = 'by `npm run reference -w resession`';

function contents(all: readonly Described[]): string {
  const rows = all.map(({ id, title }) => `- [${id}](${id}.md): ${title}.`);
  return `# Codemods

In the order in which \`npx resession list\` names them; made from their READMEs ${made}.

${rows.join('\n')}
`;
}

function pageOf({ id, messages, readme }: Described, known: ReadonlySet<string>): string {
  const rows = Object.entries(messages).map(([name, text]) => `- \`${name}\`: ${text}`);
  return `${relinked(readme.trimEnd(), id, known)}

## Messages

${rows.join('\n')}

_Made from [the README of the codemod](../../../${home}/${id}/README.md) and its messages ${made}._
`;
}

/** Links are relative to the folder of the codemod; those to another one lead to its page. */
function relinked(text: string, id: string, known: ReadonlySet<string>): string {
  return text.replace(/\]\((?!https?:|#)([^)#]+)(#[^)]*)?\)/g, (_, target: string, anchor = '') => {
    const path = posix.join(home, id, target);
    const other = /^transforms\/([^/]+)\/README\.md$/.exec(path)?.[1];
    const place = other !== undefined && known.has(other) ? `${other}.md` : posix.relative(pages, path);
    return `](${place}${String(anchor)})`;
  });
}
