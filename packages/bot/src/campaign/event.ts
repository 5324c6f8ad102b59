// What happened in a campaign, in the order in which it did. These lines are all that a campaign remembers besides its plan.

import type { Listed } from './campaign.ts';
import type { Result } from './result.ts';

/** The two kinds of visit: a look writes nothing to the host, a proposal may. */
export type Stage = 'look' | 'propose';

export type Event =
  /** A process began to conduct it: from now on the plan stays as it is. */
  | { readonly kind: 'begun'; readonly at: number }
  /** The host said which repository goes by that name, and what it is called now. */
  | { readonly kind: 'known'; readonly at: number; readonly repo: string; readonly id: number; readonly now: string }
  /** A visit came to its end. `round` counts how often the repository was started anew. */
  | {
      readonly kind: 'ended';
      /** Milliseconds since 1970. */
      readonly at: number;
      readonly repo: string;
      readonly stage: Stage;
      readonly round: number;
      readonly result: Result;
    }
  /** A person said so. `repos` are started anew. */
  | { readonly kind: 'pause' | 'resume'; readonly at: number }
  | { readonly kind: 'again'; readonly at: number; readonly repos: readonly string[] }
  /** The list grew while the campaign was under way. */
  | { readonly kind: 'added'; readonly at: number; readonly repos: readonly Listed[] };

/** A line of the log of events; it begins with a line break too, so that one that was cut short spoils no other. */
export const eventLine = (event: Event): string => `\n${JSON.stringify(event)}\n`;

/** What such lines say. A line that was cut short as its process was killed says nothing. */
export function eventsIn(text: string): readonly Event[] {
  return text.split('\n').flatMap((line) => {
    if (line === '') return [];
    try {
      return [JSON.parse(line) as Event];
    } catch {
      return [];
    }
  });
}
