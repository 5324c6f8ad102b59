// How a repository's API is talked to: refusals become words for people, and nothing is done twice.

import type { Redact } from '../redactor.ts';
import { type Client, isUncertain, mostRepeats, refusal } from './octokit.ts';

/** A repository as the API addresses it, and the way there. */
export interface Talk {
  readonly client: Client;
  readonly at: { readonly owner: string; readonly repo: string };
  readonly redact: Redact;
  /** Milliseconds. */
  readonly second: number;
}

/** Asks, and throws `ResessionError` for what is refused. */
export async function asking<Answer>(redact: Redact, doing: string, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    throw refusal(error, doing, redact);
  }
}

/** Where nobody knows whether it was done, it is looked for before it is done again. */
export async function once<Made>(
  { second }: Talk,
  make: () => Promise<Made>,
  find: () => Promise<Made | null>,
): Promise<Made> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await make();
    } catch (error) {
      if (!isUncertain(error)) throw error;
      const found = await find();
      if (found !== null) return found;
      if (tried > mostRepeats) throw error;
      await new Promise((resolve) => setTimeout(resolve, tried * second));
    }
  }
}
