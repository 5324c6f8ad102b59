// One table from what a condition means and where its error comes from to what is done about it.

import type { FindingKind, WayStep } from '../../codemod.ts';
import type { Origin } from '../origin/origin.ts';

/** Every message of a finding. The first word of an entry's use is its kind in the table below. */
export const messages = {
  'expiry-check': 'Guesses that the MCP session expired.',
  'shared-test': 'One test covers an expired session and something else.',
  'switch-case': 'A case of a switch takes an expired session.',
  'timeout-too': '-32001 is also what a v1 request timeout carries.',
  'connect-and-request': 'The 404 can come from connect as well as from a later request.',
  'other-callers': 'Not all who ask this ask about the error of an MCP client.',
  'origin-unknown': 'Looks like a guess at an expired session, but it is not clear whose error is tested.',
  'only-told': 'Puts a 404 into words, which may be that of an expired session.',
  undecided: 'Looks like a guess at an expired session, but cannot be evaluated.',
  'subject-unnamed': 'The error is taken apart, so that there is no name to ask for the code.',
  'live-session': 'Reads a session id that may already be cleared when the patched transport throws.',
  'not-proven': 'The change could not be shown to leave everything else as it is.',
  'recognised-before': 'An expired session is recognised by a check before this one.',
  'text-only': 'Only the text of the error arrives here; the code is lost.',
  'error-copied': 'Only a copy of the error arrives here.',
  'in-dependency': 'The transport is built inside a dependency, which does not throw the code.',
  'no-transport': 'No transport is built here that could throw the code.',
  'connect-only': 'A 404 at connect is no expired session.',
  'terminate-only': 'A 404 on terminating a session.',
  'fallback-set': 'Chooses the transport by the status: a fallback, not an expired session.',
  'request-timeout': '-32001 here is the request timeout.',
  'bad-request': 'Tests the wording of a 400, which is not what an expired session is answered with.',
  'sse-only': 'Tests an error of the old SSE transport.',
  'inside-200': 'Tests a JSON-RPC error inside a 200.',
  'another-error': 'Tests an error that, as far as this file shows, comes from something else.',
  'other-package': 'Tests a class or name of another package.',
  contradiction: 'Never true on an expired session.',
} as const;

export type MessageId = keyof typeof messages;

export interface Verdict {
  readonly kind: FindingKind;
  readonly messageId: MessageId;
  readonly reason: string;
  /** What would make it another verdict. */
  readonly otherwise?: string;
}

/** What is known of a condition that is (in part) about expiry. */
export interface Evidence {
  readonly origin: Origin;
  /** It tests a class of the SDK. */
  readonly classTest: boolean;
  /** It names sessions: in its text, or in the name of what it stands in. */
  readonly names: boolean;
  /** It goes by texts alone. */
  readonly byText: boolean;
  /** By texts that are none of MCP. */
  readonly vague: boolean;
  /** Where it holds nothing is done but say so. */
  readonly onlyTells: boolean;
  /** What is said there, or asked, speaks of a session that ended. */
  readonly saysSo: boolean;
  /** The file imports the client side of an SDK. */
  readonly imports: boolean;
  /** Transports are built where the errors come from; undefined when nobody could say. */
  readonly built: boolean | undefined;
  /** Nothing in the file speaks of MCP but, at most, the names of requests on a client of unknown origin. */
  readonly stranger: boolean;
  /** Known to be true on an expired session, with nothing unknown in it. */
  readonly certain: boolean;
  readonly dependencies: readonly string[];
  /** 405, 406 or 415 stand beside the 404. */
  readonly fallback: boolean;
  readonly timeoutArm: boolean;
  readonly liveUnproven: boolean;
  readonly subjectText: string | undefined;
  /** Who hands in only a copy of the error, or throws one in its place, in words with the line. */
  readonly copies: readonly string[];
  /** All of those are mere texts. */
  readonly texts: boolean;
  /** All of those are what a hook of a view holds of whatever it asked for. */
  readonly hooks: boolean;
  /** The error itself arrives as well. */
  readonly survives: boolean;
  /** What arrives are literals of the repository's own, which no error goes into. */
  readonly data: boolean;
  /** It can arrive inside the `cause` of another one. */
  readonly wrapped: boolean;
  /** Where it is put into the `cause` of another one. */
  readonly wrappers: readonly WayStep[];
  /** The subject is the error itself, not a property of something else. */
  readonly direct: boolean;
}

/** What keeps an expiry check from being rewritten without a question, or undefined where nothing does. */
export function hindrance(evidence: Evidence): Verdict | undefined {
  const { origin } = evidence;
  const { request } = origin;
  const connect = origin.connect || (origin.nestedConnect && !origin.open);
  if (connect && !request && !origin.terminate && origin.connecting.length === 0) {
    return skip(
      'connect-only',
      'The try calls connect and no request: there is no session yet that could have expired.',
    );
  }
  if (origin.terminate && !request && !connect) {
    return skip(
      'terminate-only',
      'The error comes from terminateSession; the patched transport takes that 404 for success.',
    );
  }
  if (evidence.fallback && !(evidence.names && request)) {
    return skip('fallback-set', 'It takes 405, 406 or 415 along: this chooses another transport.');
  }
  if (evidence.built === false && evidence.dependencies.length > 0) {
    const named = evidence.dependencies.join(', ');
    return todo(
      'in-dependency',
      `No transport is built in this repository; the errors come from ${named}.`,
      'a transport of the SDK built here',
    );
  }
  const packaged = ofDependencies(origin);
  if (packaged !== undefined) return packaged;
  if (evidence.built === false) {
    return ask(
      'no-transport',
      'Nothing in this repository builds a transport: with the stock one elsewhere, the new check would never be true.',
      'a transport of the SDK built here',
    );
  }
  if (evidence.stranger && evidence.copies.length > 0 && !evidence.survives && !request)
    return skip('another-error', 'Nothing in this file speaks of MCP, and what is tested is no error that it caught.');
  if (evidence.hooks && evidence.vague && !evidence.names && !evidence.survives && !request)
    return skip(
      'another-error',
      'It is what a hook holds of its own request, and nothing near it speaks of a session.',
    );
  if (evidence.copies.length > 0) return copied(evidence);
  if (origin.strangers.length > 0) {
    const named = origin.strangers.slice(0, 3).join(', ');
    return ask(
      'other-callers',
      `It is asked about the errors of another client as well (${named}), which never carry the code.`,
      'a test of its own for each',
    );
  }
  const connects = atConnect(origin);
  if (connects !== undefined) return connects;
  const another = unclear(evidence);
  if (another?.kind === 'skip') return another;
  if (evidence.timeoutArm)
    return ask('timeout-too', 'An arm takes -32001, which a timed out request of v1 carries as well.');
  if (evidence.subjectText === undefined)
    return ask('subject-unnamed', 'The catch or parameter takes the error apart: give it a name.');
  if (evidence.liveUnproven)
    return ask('live-session', 'If this object is the transport, its id is cleared before the error is thrown.');
  return another;
}

/** What a dependency's own transport throws never carries the code. */
function ofDependencies({ packages, own }: Origin): Verdict | undefined {
  if (packages.size === 0) return undefined;
  const named = [...packages].map(([name, at]) => `${name} (${at})`).join(', ');
  const otherwise = 'a transport of the SDK built here';
  if (own) {
    const reason = `It is asked about errors of ${named} as well, whose transport does not throw the code.`;
    return ask('in-dependency', reason, otherwise);
  }
  return todo(
    'in-dependency',
    `The errors come from the client of ${named}, which builds its own transport.`,
    otherwise,
  );
}

/** A 404 of `connect` is no expired session, and looks the same. */
function atConnect({ connect, connecting, nested, request, madeForConnect }: Origin): Verdict | undefined {
  const both = (reason: string): Verdict => ask('connect-and-request', reason, 'a try of its own for the request');
  if (connecting.length > 0) {
    const named = connecting.slice(0, 3).join(', ');
    return both(`It is asked about the error of connect (${named}) as well as about that of a request.`);
  }
  if (connect) return both('The try calls connect as well as a request, and stock gives both the same 404.');
  const [first] = nested;
  if (!request || first === undefined || madeForConnect === undefined) return undefined;
  const behind = first.behind === '' ? '' : ` inside ${first.behind}`;
  return both(
    `A 404 can come from the connect${behind} (${first.at}) too, and what is done looks made for that one: ${madeForConnect}.`,
  );
}

/** The new check is false on a copy: a rewrite would switch the recovery off. */
function copied({ copies, survives, texts }: Evidence): Verdict {
  const named = copies.slice(0, 3).join(', ');
  if (survives)
    return ask(
      'error-copied',
      `Besides the error itself a copy can arrive, made by ${named}; the old test still sees that one.`,
      'the error itself everywhere, or a copy with a `cause`',
    );
  if (texts) {
    const reason = `What arrives is a mere text: ${named}. Hand the error itself over, and ask it for the code.`;
    return todo('text-only', reason, 'the error as the parameter');
  }
  return todo(
    'error-copied',
    `What is tested comes from ${named}, which is not shown to hand the error itself on; a copy has no code.`,
    'the error itself, or a copy with a `cause`',
  );
}

function unclear(evidence: Evidence): Verdict | undefined {
  const { origin, classTest, names, imports, built, stranger, certain, direct } = evidence;
  const why = 'Neither the class of the error nor the calls before it tell that it comes from an MCP transport.';
  const otherwise = 'a class test, or a request of an MCP client in the try';
  if (stranger && origin.foreign && !origin.request)
    return skip('another-error', 'The error comes from another HTTP client.');
  if (stranger && origin.homemade)
    return skip('another-error', 'The error is made in this repository: nothing that is called asks an MCP server.');
  if (stranger && origin.outside) return skip('another-error', 'The error comes from a class of another package.');
  if (stranger && !certain && !origin.request)
    return skip(
      'another-error',
      'Nothing in this file speaks of MCP, and it asks for more than an expired session has.',
    );
  if (stranger) return ask('origin-unknown', 'Whose client it is cannot be told from this file alone.', otherwise);
  if (evidence.vague && !names && !classTest)
    return ask('origin-unknown', 'It goes by a text that many errors carry, and nothing near it speaks of a session.');
  const told = inWordsOnly(evidence);
  if (origin.request && origin.foreign && !classTest)
    return (
      told ??
      ask('origin-unknown', 'The calls before it are those of an MCP client and of another HTTP client.', otherwise)
    );
  if (origin.request || classTest) return told;
  if (origin.foreign) return skip('another-error', 'The error comes from another HTTP client.');
  if (names && direct && !origin.strange && (imports || built === true)) return told;
  return told ?? ask('origin-unknown', why, otherwise);
}

/** A label among labels: whether it is meant for an expired session, nobody says. */
function inWordsOnly({ onlyTells, saysSo }: Evidence): Verdict | undefined {
  if (!onlyTells || saysSo) return undefined;
  return ask(
    'only-told',
    'Where it holds the answer is only put into words, and none of them says that a session ended: a wrong address gets a 404 as well.',
  );
}

export function ask(messageId: MessageId, reason: string, otherwise?: string): Verdict {
  return verdict('ask', messageId, reason, otherwise);
}

export function todo(messageId: MessageId, reason: string, otherwise?: string): Verdict {
  return verdict('todo', messageId, reason, otherwise);
}

export function skip(messageId: MessageId, reason: string): Verdict {
  return verdict('skip', messageId, reason);
}

function verdict(kind: FindingKind, messageId: MessageId, reason: string, otherwise?: string): Verdict {
  return otherwise === undefined ? { kind, messageId, reason } : { kind, messageId, reason, otherwise };
}
