// A plan as one patch that `git apply` takes, the packed transport included as git's binary literal.

import { deflateSync } from 'node:zlib';
import { quoted } from './diff.ts';
import { bytesAfter, objectName } from './inside.ts';
import type { Plan, PlannedFile } from './plan.ts';

/**
 * The patch; empty where the plan changes nothing. Paths are relative to the plan's root: where that is not the top of
 * the repository, `git apply --directory=<root>` takes it there.
 */
export function toPatch(plan: Plan): string {
  return plan.files.map((file) => (file.diff !== '' ? file.diff : file.kind === 'vendor' ? binary(file) : '')).join('');
}

/** With the way back (an empty literal) for a file that is new, so that `git apply -R` works too. */
function binary(file: PlannedFile): string {
  if (file.gone === true) return removal(file);
  const bytes = bytesAfter(file);
  const [old, now] = [quoted(`a/${file.path}`), quoted(`b/${file.path}`)];
  return [
    `diff --git ${old} ${now}`,
    ...(file.before === null ? ['new file mode 100644'] : []),
    // git wants full object names here and compares the first to what is there; zeros stand for "not there".
    `index ${file.before === null ? '0'.repeat(40) : (file.beforeBlob ?? '')}..${objectName(bytes)}`,
    'GIT binary patch',
    `literal ${String(bytes.length)}`,
    ...base85Lines(deflateSync(bytes)),
    '',
    ...(file.before === null ? ['literal 0', 'HcmV?d00001', ''] : []),
    '',
  ].join('\n');
}

/** git knows the file by the name of its bytes; without them there is no way back. */
function removal({ path, beforeBlob = '' }: PlannedFile): string {
  return [
    `diff --git ${quoted(`a/${path}`)} ${quoted(`b/${path}`)}`,
    'deleted file mode 100644',
    `index ${beforeBlob}..${'0'.repeat(40)}`,
    'GIT binary patch',
    'literal 0',
    'HcmV?d00001',
    '',
    '',
  ].join('\n');
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~';
const bytesPerLine = 52;

/** git's base 85: lines of at most 52 bytes, each led by a letter for its length, four bytes as five digits. */
function base85Lines(bytes: Buffer): readonly string[] {
  const lines: string[] = [];
  for (let start = 0; start < bytes.length; start += bytesPerLine) {
    const line = bytes.subarray(start, start + bytesPerLine);
    const length = String.fromCharCode(line.length <= 26 ? 64 + line.length : 70 + line.length);
    const padded = Buffer.concat([line, Buffer.alloc((4 - (line.length % 4)) % 4)]);
    let digits = '';
    for (let at = 0; at < padded.length; at += 4) digits += base85(padded.readUInt32BE(at));
    lines.push(length + digits);
  }
  return lines;
}

function base85(word: number): string {
  let digits = '';
  for (let rest = word, left = 5; left > 0; left -= 1, rest = Math.floor(rest / 85)) {
    digits = alphabet.charAt(rest % 85) + digits;
  }
  return digits;
}
