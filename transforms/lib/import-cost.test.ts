// The list of codemods is loaded by every command of the tool, `--help` included: no parser before the first parse.

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const transforms = fileURLToPath(new URL('..', import.meta.url));

/** The packages below node_modules that a script has loaded when it is done. */
async function loadedBy(script: string): Promise<readonly string[]> {
  const probe = `
    const { createRequire } = await import('node:module');
    ${script}
    const loaded = Object.keys(createRequire(import.meta.url).cache).map((path) => path.replaceAll('\\\\', '/'));
    console.log(JSON.stringify(loaded.filter((path) => path.includes('/node_modules/'))));`;
  const argv = ['--import', 'tsx', '--conditions=@resession/source', '--input-type=module', '-e', probe];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, argv, { cwd: transforms });
  expect(stdout, stderr).not.toBe('');
  const paths = JSON.parse(stdout) as readonly string[];
  return paths
    .map((path) => path.slice(path.lastIndexOf('/node_modules/') + 14))
    .filter((path) => !/^(?:tsx|esbuild)\//.test(path));
}

test.each(['./index.ts', './lib/index.ts'])('%s loads no parser', async (entry) => {
  expect(await loadedBy(`await import('${entry}');`)).toEqual(['jscodeshift/src/getParser.js']);
});

test('parsing loads the parser and nothing else of jscodeshift', async () => {
  const loaded = await loadedBy(`(await import('./lib/index.ts')).makeSource('a.ts', 'const a = 1;');`);
  expect(loaded).toContain('@babel/parser/lib/index.js');
  expect(loaded.filter((path) => /recast|ast-types|flow-parser|@babel\/(?!parser)/.test(path))).toEqual([]);
});
