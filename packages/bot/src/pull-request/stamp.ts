// What the bot remembers, in a comment of HTML that nobody sees: the repository is the only state it has.

/** What a pull request of ours says about itself. */
export interface Stamp {
  /** See `planName`. */
  readonly plan: string;
  /** The last commit on the branch that holds what is ours and nothing of others. */
  readonly head: string;
  /** What was looked at, in ten hex digits: a run over one package is no judgement on the others. */
  readonly scope: string;
}

/** On a line of its own: what others have named stands within one. */
const shape = /^<!-- resession:1:([A-Za-z0-9_-]{1,400}) -->(?=\r?$)/gm;

/** As it stands in the body. In base64, since what is said in it must not end the comment. */
export function stampText({ plan, head, scope }: Stamp): string {
  return `<!-- resession:1:${Buffer.from(JSON.stringify({ plan, head, scope })).toString('base64url')} -->`;
}

/** The stamp of a body, the last one where there are several; null where there is none that can be read. */
export function stampIn(body: string): Stamp | null {
  const text = [...body.matchAll(shape)].at(-1)?.[1];
  if (text === undefined) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (typeof value !== 'object' || value === null) return null;
    const { plan, head, scope }: Readonly<Record<string, unknown>> = { ...value };
    const digests = [plan, scope].every((each) => typeof each === 'string' && /^[\da-f]{10}$/.test(each));
    if (!digests || typeof head !== 'string' || !/^[\da-f]{40,64}$/.test(head)) return null;
    return { plan: String(plan), head, scope: String(scope) };
  } catch {
    return null;
  }
}

/** The body with another stamp in place of its own, and nothing else changed. */
export function withStamp(body: string, stamp: Stamp): string {
  return body.replace(shape, stampText(stamp));
}

/** What is said once only, by what it is about. */
export function saidStamp(about: string): string {
  return `<!-- resession:said:${Buffer.from(about).toString('base64url')} -->`;
}

/** Whether a comment of ours says something once only, and that about this where it is named. */
export function isSaid(body: string, about?: string): boolean {
  return body.includes(about === undefined ? '<!-- resession:said:' : saidStamp(about));
}
