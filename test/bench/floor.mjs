// The floor of `bench:scan`: Node starts, git lists, and every byte of every TypeScript and JavaScript file is read, into one buffer.
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readSync } from 'node:fs';

const listed = execFileSync('git', ['ls-files', '-z'], { maxBuffer: 2 ** 28 }).toString();
const buffer = Buffer.allocUnsafe(2 * 1024 * 1024);
let bytes = 0;
for (const path of listed.split('\0')) {
  if (!/\.[cm]?[jt]sx?$/.test(path)) continue;
  const file = openSync(path, 'r');
  for (let count = readSync(file, buffer); count > 0; count = readSync(file, buffer)) bytes += count;
  closeSync(file);
}
console.log(bytes);
