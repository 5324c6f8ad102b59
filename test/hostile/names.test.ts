// Names that a terminal would obey: in paths, packages, code and errors, in every output and at every end of a run.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { migrate } from '../cli/command-line.ts';
import { folderOf, fingerprint, guess, repositoryOf, sample } from '../cli/sample.ts';
import { run } from '../e2e/command.ts';

const codes = [
  ['an escape sequence', '\u001b[2J\u001b[31m'],
  ['a link (OSC 8)', '\u001b]8;;https:example.com\u0007click\u001b]8;;\u0007'],
  ['the title of the window', '\u001b]0;owned\u001b\\'],
  ['a one-byte CSI', '\u009b31m'],
  ['a lone carriage return', 'real\rfake'],
  ['text from right to left', '\u202egnp.st\u2066'],
  ['a line break', 'one\ntwo'],
] as const;

/** What a terminal obeys. Line breaks part the lines of an output, so they are looked for elsewhere. */
const obeyed = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

/** A package whose names, specs, texts, comments and mistakes all hold the code. */
function packageOf(code: string): Readonly<Record<string, string>> {
  const asText = JSON.stringify(`x${code}`);
  const manifest = {
    name: `n${code}`,
    private: true,
    dependencies: { '@modelcontextprotocol/client': `^2.0.0${code}` },
  };
  const comment = /[\n\r]/.test(code) ? '' : ` /* ${code} */`;
  const condition = `error.message ===${comment} ${asText} || error.status == 404`;
  return {
    [`p${code}/package.json`]: JSON.stringify(manifest),
    [`p${code}/src/a${code}.ts`]: guess,
    [`p${code}/src/b${code}.ts`]: guess.replace('error.status === 404', condition),
    [`p${code}/src/c${code}.ts`]: `${guess}\nexport const = ${code};\n`,
    [`broken${code}/package.json`]: `{ "name": ${code}`,
    [`broken${code}/src/a.ts`]: guess,
  };
}

it('no output says them as they are, and all is as it was after undo', { timeout: 180_000 }, async () => {
  const files = codes.map(([, code]) => packageOf(code));
  const root = repositoryOf(Object.assign({ 'package.json': '{}' }, ...files) as Record<string, string>);
  const all = codes.map(([, code]) => code).join('');
  const [first] = codes;
  const before = withoutGit(root);
  const runs = [
    ...[['--dry-run'], ['--check'], ['--dry-run', '--format', 'json'], ['--dry-run', '--format', 'markdown']],
    ...[
      ['--check', '--format', 'sarif'],
      ['--check', '--format', 'github'],
    ],
    ...codes.slice(0, 2).map(([, code]) => ['explain', `p${code}/src/a${code}.ts`]),
    ...[['explain', `nothing${all}.ts`], ['--dry-run', `nothing${all}`], [`--${all}`]],
    ...[['--write', '--no-install'], ['undo']],
  ];
  for (const args of runs) {
    const { stdout, stderr, code: ended } = await migrate(root, args);
    expect(obeyed.exec(stdout + stderr), args.join(' ')).toBeNull();
    expect([0, 1, 2], args.join(' ')).toContain(ended);
    expect(stdout + stderr, args.join(' ')).not.toMatch(/^two/m);
    if (!args.includes('json')) continue;
    const { findings } = JSON.parse(stdout) as { findings: readonly { path: string }[] };
    expect(findings.map((finding) => finding.path)).toContain(`p${first[1]}/src/a${first[1]}.ts`);
  }
  expect(withoutGit(root)).toEqual(before);
});

const odd: Readonly<Record<string, string>> = {
  spaces: 'a b  c ',
  quotes: `it's "quoted" \`here\``,
  'what a shell obeys': '$(touch x); rm -rf $HOME',
  'what is not ASCII': '漢字 é 🙂',
  'a dash first': '-rf',
  'glob signs': '[a]*{b,c}?!',
  'a backslash': 'a\\b',
  'a line break': 'a\nb',
  'a length at the limit': 'x'.repeat(252),
  'an accent as one sign': 'caf\u00e9',
  'an accent of its own': 'cafe\u0301',
};

it.each([
  ['with git', repositoryOf],
  ['without', folderOf],
])('odd names of folders and files, %s: written, and taken back', { timeout: 120_000 }, async (_name, make) => {
  const manifest = '{ "name": "odd", "private": true, "dependencies": { "@modelcontextprotocol/client": "^2.0.0" } }\n';
  const files = Object.values(odd).flatMap((name) => [
    [`${name}/package.json`, manifest],
    [`${name}/${name}.ts`, guess],
  ]);
  const root = make(Object.fromEntries(files) as Record<string, string>);
  const before = withoutGit(root);
  const written = await migrate(root, ['--write', '--no-install']);
  expect(written.code, written.stdout + written.stderr).toBe(0);
  const after = withoutGit(root);
  for (const [what, name] of Object.entries(odd)) {
    expect(after[`${name}/${name}.ts`], what).not.toBe(before[`${name}/${name}.ts`]);
  }
  const undone = await migrate(root, ['undo']);
  expect(undone.code, undone.stderr).toBe(0);
  expect(withoutGit(root)).toEqual(before);
});

it.each([
  ['with git', repositoryOf],
  ['without', folderOf],
])(
  'a path longer than the system takes, %s: told, or unknown to git; the rest goes on',
  { timeout: 60_000 },
  async (_how, make) => {
    const root = make(sample);
    const name = 'n'.repeat(200);
    const nest = `const { mkdirSync, writeFileSync } = require('node:fs');
    for (let depth = 0; depth < 24; depth += 1) { mkdirSync('${name}'); process.chdir('${name}'); if (depth > 15) writeFileSync('a.ts', process.argv[1]); }`;
    await run([process.execPath, '-e', nest, guess], root);
    // Node removes nothing whose path is too long.
    onTestFinished(async () => void (await run(['rm', '-rf', name], root)));
    for (const args of [['--dry-run'], ['--write', '--no-install', '--allow-dirty']]) {
      const { code, stdout, stderr } = await migrate(root, [...args, '--format', 'json']);
      expect(stderr, args.join(' ')).toBe('');
      expect(code).toBe(make === repositoryOf && args[0] === '--write' ? 0 : 1);
      const { findings } = JSON.parse(stdout) as {
        findings: readonly { path: string; kind: string; reason: string }[];
      };
      const deepest = findings.filter(({ path, kind }) => kind === 'fix' && path.startsWith(name)).length;
      expect(deepest).toBeGreaterThan(2);
      const told = findings.some(({ reason }) => reason.includes('ENAMETOOLONG'));
      expect(told || make === repositoryOf).toBe(true);
    }
    expect((await migrate(root, ['undo'])).code).toBe(0);
    expect(readFileSync(path.join(root, 'src/client.ts'), 'utf8')).toBe(guess);
  },
);

/** What lies in a folder, the tool's own journal and git's files left out. */
function withoutGit(root: string): Readonly<Record<string, string>> {
  const all = Object.entries(fingerprint(root));
  return Object.fromEntries(all.filter(([name]) => !/^\.(?:git|resession)(?:\/|$)/.test(name)));
}
