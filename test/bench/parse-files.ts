// The floor of `bench:migrate`: reads and parses every file it is given, once.
import { readFile } from 'node:fs/promises';
import { lazySource } from '../../transforms/lib/source.ts';

let nodes = 0;
for (const path of process.argv.slice(2)) {
  try {
    nodes += lazySource(path, await readFile(path, 'utf8')).file.program.body.length;
  } catch {
    // What cannot be parsed costs the command as little.
  }
}
console.log(nodes);
