// One package in a shadow copy: what the SDK's own codemod has to see of it, and nothing that it could run.

import path from 'node:path';
import { ResessionError } from '../error.ts';
import type { Host } from '../host.ts';
import { toolName, type UpgradeTool } from './tool.ts';

/** A package as it is handed to the tool. Paths are relative to its folder. */
export interface Shadowed {
  /** Texts without byte order marks. */
  readonly sources: ReadonlyMap<string, string>;
  /** The package.json; null where none declares the SDK. */
  readonly manifest: string | null;
}

/** What the tool prints of a place and does not write into the file: work for a person, or something to know. */
export interface Remark {
  /** Relative to the package's folder. */
  readonly path: string;
  /** From 1, about where it is in the text after the move. */
  readonly line: number;
  readonly weight: 'work' | 'note';
  readonly text: string;
}

/** What the tool made of it. */
export interface Upgraded {
  /** Only the sources that changed. */
  readonly sources: ReadonlyMap<string, string>;
  readonly manifest: string | null;
  /** What it warns of in the manifest, such as a range that v2 cannot work with. */
  readonly warnings: readonly string[];
  readonly remarks: readonly Remark[];
}

/** Runs the tool over a copy of the package. Throws `ResessionError` where it did not run to its end. */
export async function inShadow({ sources, manifest }: Shadowed, tool: UpgradeTool, host: Host): Promise<Upgraded> {
  const files = new Map(sources);
  if (manifest !== null) files.set('package.json', manifest);
  // The tool looks for manifests upwards, and stops at the top of a repository.
  files.set('.git/HEAD', '');
  return host.inScratch(files, async (folder) => {
    const { code, stdout, stderr } = await started(tool, folder, host);
    const said = /^Error: .*$/m.exec(stderr)?.[0];
    if (said !== undefined || (code !== 0 && code !== 1) || !stdout.includes('Scanning')) throw failed(said ?? stderr);
    const read = (name: string): string => host.read(path.join(folder, name)).toString('utf8');
    const changed = [...sources].flatMap(([name, before]): [string, string][] => {
      const after = withLineEndsOf(before, withQuotesOf(before, withoutTwin(read(name))));
      return after === before ? [] : [[name, after]];
    });
    const warnings = [...stdout.matchAll(/^ {4}Warning: (.*)$/gm)].map(([, warning = '']) => warning);
    return {
      sources: new Map(changed),
      manifest: manifest === null ? null : read('package.json'),
      warnings,
      remarks: remarksIn(stdout, folder),
    };
  });
}

/** `  <file>:<line> - [WARNING] <text>`, once each. */
function remarksIn(stdout: string, folder: string): readonly Remark[] {
  const told = [...stdout.matchAll(/^ {2}(.+):(\d+) - \[([A-Z0-9 ]+)\] (.*)$/gm)];
  const remarks = told.map(([, file = '', line = '1', level, text = '']): Remark => ({
    path: path.relative(folder, file).split(path.sep).join('/'),
    line: Number(line),
    // Warnings are mostly advice on what it did; what v2 has no longer is gone from the imports, but not from the code.
    weight: level === 'ERROR' || / removed in v2\b|^Namespace import of /.test(text) ? 'work' : 'note',
    text: text.replaceAll(`${folder}/`, ''),
  }));
  return [...new Map(remarks.map((remark) => [JSON.stringify(remark), remark])).values()];
}

async function started(tool: UpgradeTool, folder: string, host: Host): ReturnType<Host['run']> {
  try {
    return await host.run([...tool.argv, folder], { cwd: folder });
  } catch (error) {
    throw failed(error instanceof Error ? error.message : String(error));
  }
}

function failed(why: string): ResessionError {
  const told = why.trim().split('\n').slice(0, 5).join(' ');
  return new ResessionError(
    `the codemod of the SDK did not run to its end: ${told === '' ? 'it said nothing' : told}`,
    `${toolName} v1-to-v2`,
    'Nothing was written. Mend what it says, or move to SDK v2 with it yourself and run again without --from and --to.',
  );
}

/** The tool ends the lines that it adds with a line feed alone. */
function withLineEndsOf(before: string, after: string): string {
  const ends = (text: string, end: RegExp): number => text.match(end)?.length ?? 0;
  const onlyCrlf = before.includes('\r\n') && ends(before, /\n/g) === ends(before, /\r\n/g);
  return onlyCrlf ? after.replace(/\r?\n/g, '\r\n') : after;
}

const specifier = /(\b(?:from|import)\s*)(?:'([^'"\n]*)'|"([^'"\n]*)")/g;

/** The tool writes double quotes around the modules that it imports, whatever the file does. */
function withQuotesOf(before: string, after: string): string {
  const quotes = new Set([...before.matchAll(specifier)].map(([, , single]) => (single === undefined ? '"' : "'")));
  const [quote, other] = [...quotes];
  if (quote === undefined || other !== undefined) return after;
  return after.replace(specifier, (_, lead: string, single?: string, double?: string) => {
    return `${lead}${quote}${single ?? double ?? ''}${quote}`;
  });
}

/**
 * The tool imports `SdkErrorCode` wherever it may be of use, also where the file has it from the patched transport, whose table
 * is the SDK's and one code more.
 */
function withoutTwin(text: string): string {
  const ours = /import\s*\{[^}]*\bSdkErrorCode\b(?!\s+as\b)[^}]*\}\s*from\s*['"]@resession\/transport(?:\/v1)?['"]/;
  if (!ours.test(text)) return text;
  const theirs =
    /(import\s*\{[^}]*?)(?:,\s*SdkErrorCode\b(?!\s+as\b)|\bSdkErrorCode\b(?!\s+as\b)\s*,\s*)([^}]*\}\s*from\s*['"]@modelcontextprotocol\/client['"])/;
  const alone = /import\s*\{\s*SdkErrorCode\s*\}\s*from\s*['"]@modelcontextprotocol\/client['"];?\r?\n/;
  return text.replace(alone, '').replace(theirs, '$1$2');
}
