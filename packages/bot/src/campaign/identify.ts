// Which repository goes by a name: asked once for each name on a list, so that nothing is checked out in vain, or twice.

import { ResessionError } from '@resession/engine';
import type { Found, Listing, Unseen } from '../github/listing.ts';
import { placeNamed } from '../github/place.ts';
import { PassingError } from '../passing.ts';
import { longestWait } from '../queue/queue.ts';
import { result, type Result } from './result.ts';

/** What the host answers when it is asked which repository goes by a name. */
export type Identified =
  | {
      readonly kind: 'there';
      readonly id: number;
      readonly now: string;
      readonly closed: 'archived' | 'disabled' | null;
    }
  | { readonly kind: 'not'; readonly result: Result }
  /** It cannot say now, and may in so many seconds. `result` is what it comes to where it never says. */
  | { readonly kind: 'later'; readonly seconds: number; readonly result: Result };

/** Seconds, where the host names none. */
const patience = 60;

/** Asks the host. Throws only what is a mistake of the program. */
export async function identify(repo: string, host: Pick<Listing, 'at'>): Promise<Identified> {
  try {
    return identified(await host.at(placeNamed(repo)));
  } catch (error) {
    if (error instanceof PassingError)
      return { kind: 'later', seconds: Math.min(error.wait ?? patience, longestWait), result: told('limited', error) };
    if (error instanceof ResessionError) return { kind: 'not', result: told('failed', error) };
    throw error;
  }
}

const told = (kind: Result['kind'], { what, where, next }: ResessionError): Result =>
  result(kind, { why: `${what} (${where})`, next });

function identified(found: Found | Unseen): Identified {
  if ('error' in found) return { kind: 'not', result: told(found.kind, found.error) };
  const { id, fullName, archived, disabled } = found;
  return { kind: 'there', id, now: fullName, closed: archived ? 'archived' : disabled ? 'disabled' : null };
}
