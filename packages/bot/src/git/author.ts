// Whose commits they will be.

import { git, type Host, ResessionError } from '@resession/engine';
import type { Author } from './objects.ts';

/** What a workflow of GitHub commits as, where nobody else is named. */
const workflow: Author = {
  name: 'github-actions[bot]',
  email: '41898282+github-actions[bot]@users.noreply.github.com',
};

/** `Name <address>` as it was typed, else whom git knows in that folder. Throws `ResessionError` where it is nobody. */
export async function authorFor(root: string, typed: string | null, inWorkflow: boolean, host: Host): Promise<Author> {
  if (typed !== null) {
    const author = authorIn(typed);
    if (author !== null) return author;
    throw new ResessionError('that is no author', typed, 'Say who: --author "Name <name@example.com>"');
  }
  const asked = await git(host, root, ['-c', 'user.useConfigOnly=true', 'var', 'GIT_AUTHOR_IDENT']);
  const known = asked?.code === 0 ? authorIn(asked.stdout.replace(/ \d+ [+-]\d{4}\s*$/, '')) : null;
  if (known !== null) return known;
  if (inWorkflow) return workflow;
  throw new ResessionError(
    'git does not know whose commits these are',
    'user.name, user.email',
    'Set them with git config, or say who: --author "Name <name@example.com>"',
  );
}

function authorIn(text: string): Author | null {
  const [, name = '', email = ''] = /^([^<>\n\r\0]+?)\s*<([^<>\s\0]+)>$/.exec(text.trim()) ?? [];
  return name === '' || email === '' ? null : { name, email };
}
