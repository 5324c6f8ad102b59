// What the move to SDK v2 has to say: what moved, and what the SDK's own codemod left to a person.

import { SyntaxProblem } from '@resession/transforms/lib';
import { idGiver } from '../ids.ts';
import type { NextStep, PlannedFinding } from '../plan.ts';
import { type DroppedComment, droppedComments, parsed } from './dropped-comments.ts';
import { lineMap } from './line-map.ts';
import { lostClasses } from './lost-classes.ts';
import type { Parse, SdkUpgrade, UpgradedManifest, UpgradeSource } from './sdk-upgrade.ts';
import { sdkV1 } from './swapped-manifest.ts';
import { toolName } from './tool.ts';
import { v1Places } from './v1-places.ts';

/** The id under which findings of the move are reported. */
export const upgradeId = 'sdk-v1-to-v2';

const marker = /\/\*\s*@mcp-codemod-error\s+([^]*?)\s*\*\//g;
const importsV1 = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*(['"])@modelcontextprotocol\/sdk(?:\/[^'"\n]*)?\1/g;

const stillV1 = { kind: 'todo', messageId: 'still-v1', message: 'Still names SDK v1.' } as const;
const notMoved = {
  kind: 'todo',
  messageId: 'not-moved',
  message: 'Stays on SDK v1 with its package, whose package.json cannot follow.',
} as const;
const keptFor = 'No codemod reads a file of this kind, and its package keeps SDK v1 for it; move it to SDK v2 by hand.';

interface Said extends Pick<PlannedFinding, 'kind' | 'messageId' | 'message' | 'reason'> {
  /** In the text after the move, from 1; where the finding lies and what it is about. */
  readonly line: number;
  /** In the text before, where that is known. */
  readonly oldLine?: number;
  readonly text: string;
}

/** The findings of one source that the run was asked for; `after` is its text when all is done: some comments are settled then. */
export function upgradeFindings(
  source: UpgradeSource,
  after: string,
  upgrade: SdkUpgrade,
  parse: Parse,
): readonly PlannedFinding[] {
  const { path, text: before } = source;
  const { version, texts, remarks } = upgrade;
  const lineOf = (offset: number): number => after.slice(0, offset).split('\n').length;
  const marked = [...after.matchAll(marker)].map(({ index, 1: told = '' }): Said => ({
    kind: 'todo',
    messageId: 'left-by-the-sdk',
    message: `The SDK's own codemod left this to you: ${told.replace(/\s+/g, ' ')}`,
    reason: 'It marked the place with a comment, @mcp-codemod-error: change the code by hand and take the comment out.',
    line: lineOf(index),
    text: told,
  }));
  const told = remarks
    .filter((remark) => remark.path === path && remark.weight === 'work')
    // Some of them it writes into the file as well.
    .filter(({ text }) => !marked.some((mark) => mark.text.includes(text)))
    .map(({ line, text }): Said => ({
      kind: 'todo',
      messageId: 'left-by-the-sdk',
      message: `The SDK's own codemod left this to you: ${text}`,
      reason: 'It says so and leaves no comment in the file: change the code by hand.',
      line,
      text,
    }));
  const left = leftOn(source, after, upgrade, parse).map((offset): Said => ({
    ...stillV1,
    reason: whyLeft(source, upgrade),
    line: lineOf(offset),
    text: after.slice(offset).split('\n', 1)[0] ?? '',
  }));
  const lost = (texts.has(path) ? lostClasses(parse(path, after)) : []).map(({ start, name, now }): Said => ({
    kind: 'todo',
    messageId: 'left-by-the-sdk',
    message: `Asks the whole module of SDK v2 for ${name}, which is not there.`,
    reason: `In SDK v2 it is ${now}. ${toolName} renames what is imported by name, and nothing else.`,
    line: lineOf(start),
    text: name,
  }));
  const moved: Said = {
    kind: 'fix',
    messageId: 'moved',
    message: 'Moves from SDK v1 to v2.',
    reason: `By the SDK's own codemod, ${version === null ? toolName : `${toolName} ${version}`}.`,
    line: firstChange(before, after),
    text: '',
  };
  const old = lineMap(before, after);
  const identify = idGiver();
  const why = upgrade.unmoved.get(path);
  const unmoved: Said[] =
    why === undefined ? [] : [{ ...notMoved, reason: why, line: lineOf(Math.max(0, after.indexOf(sdkV1))), text: '' }];
  // A place that is marked has its reason there already.
  const todo = [...unmoved, ...marked, ...told];
  const also = [...lost, ...(todo.length > 0 ? [] : left)];
  const dropped = droppedBy(source, after, upgrade, parse);
  return [...(texts.has(path) ? [moved] : []), ...todo, ...also, ...dropped].map(({ line, oldLine, text, ...said }) => {
    const at = oldLine ?? old(line).line;
    const id = identify({ codemod: upgradeId, path, messageId: said.messageId, within: '', text });
    return { id, codemod: upgradeId, ...said, path, line: at, column: 1, endLine: at, endColumn: 1 };
  });
}

/** Comments that the move lost. What our own codemods take along later is meant, but for what stood at an import. */
function droppedBy(
  { path, text: before }: UpgradeSource,
  after: string,
  { texts }: SdkUpgrade,
  parse: Parse,
): readonly Said[] {
  const [old, now, end] = [before, texts.get(path), after].map((text) =>
    text === undefined ? undefined : parsed(parse(path, text))[0],
  );
  if (old === undefined || now === undefined) return [];
  const byTool = droppedComments(old, end === undefined ? [now] : [now, end]);
  const later = (end === undefined ? [] : droppedComments(old, [end])).filter(
    ({ text, line, atImport }) => atImport && !byTool.some((each) => each.line === line && each.text === text),
  );
  const said = (by: string, { text, line }: DroppedComment): Said => ({
    kind: 'todo',
    messageId: 'dropped-comment',
    message: `${by} dropped a comment: ${text}`,
    reason: `It stood on line ${String(line)}, in what was written anew: put it back where it belongs, if it still says something.`,
    line,
    oldLine: line,
    text,
  });
  return [...byTool.map((each) => said("The SDK's codemod", each)), ...later.map((each) => said('The move', each))];
}

/** Where a text still names SDK v1 in a way that a person has to look at. */
function leftOn(
  { path, passedBy }: UpgradeSource,
  after: string,
  { keeping, kept }: SdkUpgrade,
  parse: Parse,
): readonly number[] {
  if (kept.has(path) && !keeping.has(path)) return [];
  const source = passedBy ? undefined : parse(path, after);
  if (source !== undefined && !(source instanceof SyntaxProblem)) {
    const places = v1Places(source);
    return places.filter(({ form }) => form === 'load' || !kept.has(path)).map(({ start }) => start);
  }
  const found = [...after.matchAll(importsV1)].map(({ index }) => index);
  // A setting names it in its own way.
  return passedBy && found.length === 0 ? [0] : found;
}

function whyLeft({ path, passedBy, parses }: UpgradeSource, { unusable, keeping }: SdkUpgrade): string {
  if (passedBy) return keptFor;
  if (!parses) return 'The file does not parse, so nothing in it moves: mend it and run again.';
  if (keeping.has(path))
    return `${toolName} does not move a load in this form, and the package stays on SDK v1 with it: make it a require or an import at the top of the file and run again.`;
  const fault = unusable.get(path);
  return fault === undefined
    ? `${toolName} passes it by; move it to SDK v2 by hand.`
    : `What ${toolName} makes of the file does not parse (${fault}), so it stays; move it to SDK v2 by hand.`;
}

/** What the tool gives to know, each once with its places. */
export function upgradeNotes({ remarks, undeclared }: SdkUpgrade): readonly NextStep[] {
  const places = new Map<string, string[]>();
  for (const { path, line, weight, text } of remarks) {
    if (weight === 'note') places.set(text, [...(places.get(text) ?? []), `${path}:${String(line)}`]);
  }
  const told = [...places].map(([text, at]) => ({ text: `The SDK's own codemod says of ${at.join(', ')}: ${text}` }));
  const missing = [...undeclared].map(([path, names]) => ({
    text: `No package.json above ${path} declares ${names.join(' and ')}, which it imports now: declare it.`,
  }));
  return [...missing, ...told];
}

/** What a manifest needs beside, in words. */
export function manifestSteps({ path, warnings }: UpgradedManifest, after: string): readonly NextStep[] {
  const json = JSON.parse(after) as Readonly<Record<string, unknown>>;
  const beside = ['peerDependencies', 'optionalDependencies', 'overrides', 'resolutions'].filter((section) => {
    const entries = json[section];
    return typeof entries === 'object' && entries !== null && sdkV1 in entries;
  });
  return [
    ...warnings.map((text) => ({ text: `${path}: ${text}` })),
    ...beside.map((section) => ({ text: `${path} names ${sdkV1} in ${section} as well: change it by hand.` })),
  ];
}

function firstChange(before: string, after: string): number {
  const now = after.split('\n');
  const index = before.split('\n').findIndex((line, at) => line !== now[at]);
  return Math.max(0, index) + 1;
}
