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

/** What the tool made of it. */
export interface Upgraded {
  /** Only the sources that changed. */
  readonly sources: ReadonlyMap<string, string>;
  readonly manifest: string | null;
  /** What it warns of in the manifest, such as a range that v2 cannot work with. */
  readonly warnings: readonly string[];
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
      const after = withLineEndsOf(before, withQuotesOf(before, read(name)));
      return after === before ? [] : [[name, after]];
    });
    const warnings = [...stdout.matchAll(/^ {4}Warning: (.*)$/gm)].map(([, warning = '']) => warning);
    return { sources: new Map(changed), manifest: manifest === null ? null : read('package.json'), warnings };
  });
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
