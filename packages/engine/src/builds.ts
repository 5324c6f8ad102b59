// Dockerfiles and CI files that install dependencies before `vendor/` is there. Read, never written: what a build copies
// is its owner's to say.

import type { Host } from './host.ts';
import { ignoring } from './ignore-rules.ts';
import type { NextStep } from './plan.ts';

const dockerfile = /(^|\/)(Dockerfile|Containerfile)(\.[^/]*)?$|\.(dockerfile|containerfile)$/i;
const pipeline =
  /^(\.github\/workflows\/[^/]+\.ya?ml|\.gitlab-ci\.ya?ml|\.circleci\/config\.yml|azure-pipelines\.ya?ml|bitbucket-pipelines\.yml|\.travis\.yml)$/;
const installs =
  /\b(npm\s+(--?\S+\s+){0,20}(ci|i|install)|pnpm\s+(--?\S+\s+){0,20}(i|install|fetch)|yarn(\s+install|\s+--\S+|\s*$|\s*&&)|bun\s+(i|install|ci))\b/;

/** Longer ones nobody wrote. */
const largest = 256 * 1024;

/** One step per place that would fail, with its file and line. */
export function installBefore(root: string, paths: readonly string[], host: Host): readonly NextStep[] {
  const read = (path: string): string => textOf(`${root}/${path}`, host);
  return paths.flatMap((path): readonly NextStep[] => {
    if (dockerfile.test(path)) return inDockerfile(path, read(path));
    if (pipeline.test(path)) return inPipeline(path, read(path));
    return /(^|\/)([^/]*\.)?dockerignore$/.test(path) ? inDockerignore(path, read(path)) : [];
  });
}

/** One step per Dockerfile that copies `vendor/`, where nothing is left in it to copy. */
export function copiesOfVendor(root: string, paths: readonly string[], host: Host): readonly NextStep[] {
  if (paths.filter((path) => path.startsWith('vendor/')).length > 1) return [];
  return paths
    .filter((path) => dockerfile.test(path))
    .flatMap((path) =>
      instructionsOf(textOf(`${root}/${path}`, host))
        .filter(({ word, rest }) => word === 'COPY' && sourcesOf(rest).some((source) => /^vendor(\/|$)/.test(source)))
        .map(({ line }) => ({
          text: `${path}:${String(line)} copies vendor/, and nothing is left in it: take that out.`,
        })),
    );
}

function textOf(file: string, host: Host): string {
  try {
    return host.lstat(file)?.kind === 'file' ? host.read(file, largest).toString('utf8') : '';
  } catch {
    // A file that cannot be read here, or that nobody wrote, cannot be judged here; nothing of the run rests on it.
    return '';
  }
}

interface Instruction {
  readonly line: number;
  readonly word: string;
  readonly rest: string;
}

/** Instructions with their continued lines joined, and without comments. */
function instructionsOf(text: string): readonly Instruction[] {
  const found: Instruction[] = [];
  let joined = '';
  let first = 0;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    if (/^\s*#/.test(raw) || (joined === '' && raw.trim() === '')) continue;
    if (joined === '') first = index + 1;
    joined += raw.replace(/\\\s*$/, ' ');
    if (/\\\s*$/.test(raw)) continue;
    const [, word = '', rest = ''] = /^\s*([A-Za-z]+)\s*(.*)$/s.exec(joined) ?? [];
    found.push({ line: first, word: word.toUpperCase(), rest });
    joined = '';
  }
  return found;
}

function inDockerfile(path: string, text: string): readonly NextStep[] {
  const steps: NextStep[] = [];
  const stages = new Map<string, boolean>();
  let stage = '';
  let there = false;
  for (const { line, word, rest } of instructionsOf(text)) {
    if (word === 'FROM') {
      const [base = '', , name = ''] = rest.split(/\s+/).filter((one) => !one.startsWith('--'));
      stage = name.toLowerCase();
      there = stages.get(base.toLowerCase()) ?? false;
    }
    if (word === 'COPY' || word === 'ADD') {
      const from = /--from=(\S+)/.exec(rest)?.[1]?.toLowerCase();
      there ||= from === undefined ? bringsVendor(rest, path) : bringsFrom(rest, stages.get(from) ?? false);
    }
    if (word === 'RUN' && installs.test(rest) && !there && !mounts(rest)) {
      steps.push({
        text: `${path}:${String(line)} installs before vendor/ is there: copy it from the root of the repository first, above that line: COPY vendor/ ./vendor/`,
      });
      // Once said is enough for the stages that follow from this one.
      there = true;
    }
    stages.set(stage, there);
  }
  return steps;
}

/** `.` brings the whole build context, which is surely the root only for a Dockerfile that lies there. */
function bringsVendor(rest: string, path: string): boolean {
  const whole = path.includes('/') ? [] : ['', '*'];
  return sourcesOf(rest).some((source) => /^vendor(\/|$)/.test(source) || whole.includes(source));
}

/** Out of another stage: the folder itself, or one that holds it, where that stage has it. */
function bringsFrom(rest: string, there: boolean): boolean {
  return sourcesOf(rest).some((source) => /(^|\/)vendor(\/|$)/.test(source) || (there && !/\.\w+$/.test(source)));
}

/** The sources of a COPY or ADD, relative: without flags, leading `./` and trailing slashes. */
function sourcesOf(rest: string): readonly string[] {
  const inList = [...rest.matchAll(/"([^"]*)"/g)].map(([, word = '']) => word);
  const words = /\[/.test(rest) && inList.length > 0 ? inList : rest.split(/\s+/);
  const paths = words.filter((word) => word !== '' && !word.startsWith('--')).slice(0, -1);
  return paths.map((word) => word.replace(/^(\.?\/)+|^\.$|(?<!\/)\/+$/g, ''));
}

function mounts(rest: string): boolean {
  return (
    /--mount=type=bind\b/.test(rest) &&
    (!/(source|src)=/.test(rest) || /(source|src)=\.?\/?(vendor\b|\.?[,\s])/.test(rest))
  );
}

function inDockerignore(path: string, text: string): readonly NextStep[] {
  const rules = text.split(/\r?\n/).map((rule) => rule.trim());
  // Docker's rules start at the context's root; git's float.
  const anchored = rules
    .filter((rule) => rule !== '' && !rule.startsWith('#'))
    .map((rule) => rule.replace(/^(!?)\/?/, '$1/'));
  if (!ignoring(anchored).ignores('vendor/resession-transport.tar.gz')) return [];
  return [
    {
      text: `${path} keeps vendor/ out of Docker builds: add a line !vendor/resession-transport-*.tar.gz after the others.`,
    },
  ];
}

/** A pipeline checks the whole tree out, unless it says that it does not. */
function inPipeline(path: string, text: string): readonly NextStep[] {
  if (!installs.test(text)) return [];
  const lines = text.split(/\r?\n/);
  const partial = lines.findIndex((line) =>
    /^[\s-]*sparse-checkout:|^\s*GIT_STRATEGY:\s*["']?(none|empty)|\bgit sparse-checkout set\b/.test(line),
  );
  if (
    partial < 0 ||
    /^[\t -]*\/?vendor\/?[\t ]*\r?$/m.test(lines.slice(partial).join('\n')) ||
    /sparse-checkout.*\bvendor\b/.test(text)
  )
    return [];
  return [
    {
      text: `${path}:${String(partial + 1)} checks out only a part of the repository: let vendor/ be in it before dependencies are installed.`,
    },
  ];
}
