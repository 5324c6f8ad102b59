// What the tool itself reports, beside its codemods, by message id. Some of these messages quote the code; a rule may not.

/** Files would change and nothing was found in them: code that was moved before lacks its dependency. */
export const lackingId = 'files-lacking';

/** What a rule says of a message that no codemod has in its list. */
export function ownMessage(messageId: string): string {
  return own[messageId] ?? `${messageId.slice(0, 1).toUpperCase()}${messageId.slice(1).replaceAll('-', ' ')}.`;
}

const own: Readonly<Record<string, string>> = {
  'codemod-failed': 'A codemod failed on this file.',
  'does-not-parse': 'A file holds what is looked for, but does not parse.',
  unreadable: 'A file could not be looked at.',
  binary: 'A file holds what is looked for, and is no text.',
  'not-utf8': 'A file holds what is looked for, and is not UTF-8.',
  'too-large': 'A file is too large to be inspected.',
  'suppression-unclear': 'A suppression that cannot be followed.',
  'suppression-unused': 'A suppression that suppresses nothing.',
  [lackingId]: 'The code is as it should be, and what it imports is not declared or not there.',
  moved: 'Moves from SDK v1 to v2.',
  'not-moved': 'Stays on SDK v1 with its package, whose package.json cannot follow.',
  'still-v1': 'Still names SDK v1.',
  'left-by-the-sdk': "The SDK's own codemod left this to you.",
  'dropped-comment': 'A comment was dropped on the way to SDK v2.',
};
