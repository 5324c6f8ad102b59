// The token of the code host, which no flag takes: command lines are seen by others.

import { ResessionError } from '@resession/engine';

/** From the environment, and out of it too: what is started from here on, as the compiler of the project, has no business with it. */
export function takeToken(): string | null {
  const names = ['RESESSION_TOKEN', 'GITHUB_TOKEN', 'GH_TOKEN'] as const;
  const [own, usual] = names.map((name) => process.env[name]?.trim() ?? '');
  for (const name of names) Reflect.deleteProperty(process.env, name);
  const token = [own, usual].find((each) => each !== undefined && each !== '') ?? null;
  if (token !== null && /[^\x21-\x7e]/.test(token))
    throw new ResessionError('the token holds what no token does', 'RESESSION_TOKEN, GITHUB_TOKEN', 'Set it anew.');
  return token;
}
