// What a fix leaves as it was: every answer outside expiry, every byte outside its edits, and itself when it is run again.

import type { Truth } from '../../transforms/lib/codemod.ts';
import { foldChanges } from '../../transforms/lib/fold.ts';
import { catalogue, isExpired, type Row } from '../../transforms/lib/recogniser/catalogue/catalogue.ts';
import { makeSource } from '../../transforms/lib/source.ts';
import { none, property } from './generated.ts';
import { programs, type Program } from './generate/programs.ts';
import { migrate, type Migrated } from './migrating.ts';
import { runner } from './running.ts';

const rows = {
  v1: catalogue({ generations: new Set(['v1']), sse: false }),
  v2: catalogue({ generations: new Set(['v2']), sse: false }),
};

/** What the file does with a row before, on stock errors, and after, on patched ones. */
interface Answer {
  readonly row: Row;
  readonly old: Truth;
  readonly now: Truth;
}

const counted = { files: 0, fixed: 0, asked: 0, answers: 0, orphaned: 0 };

property({
  name: 'a fix keeps every answer outside expiry, every other byte, and is made once',
  cases: 400,
  of: programs(),
  show: shown,
  holds: async (program) => {
    const migrated = migrate(program);
    const { findings, output } = migrated;
    counted.files += 1;
    if (findings.some(({ kind }) => kind === 'ask')) counted.asked += 1;
    none('edits', strayEdits(program, migrated));
    if (!findings.some(({ kind }) => kind === 'fix')) return;
    counted.fixed += 1;

    const again = migrate({ ...program, text: output });
    const further = again.findings.filter(({ kind }) => kind === 'fix');
    // Known: a class is not removed with its last use, and is then a predicate that nobody hands a copy any more.
    const orphaned = further.length > 0 && further.every(({ start }) => standsInOrphan(output, start));
    if (orphaned) counted.orphaned += 1;
    else none('a second run changes more', again.output === output ? [] : [again.output]);

    const [before, after] = [runner(program), runner({ ...program, text: output })];
    const answers: Answer[] = [];
    for (const row of rows[program.generation])
      answers.push({ row, old: await before(row.stock()), now: await after(row.patched()) });
    counted.answers += answers.length;
    none('changed outside of expiry', changedOutside(answers));
    none('an expired session is no longer seen, or not always', lostInside(program, answers));
  },
  tell: () =>
    `${counted.fixed} of ${counted.files} files fixed, ${counted.asked} asked about; ${counted.answers} errors; ${counted.orphaned} with a class that lost its last use`,
});

/** In a class of one line whose name stands nowhere else. */
function standsInOrphan(text: string, offset: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', offset) + 1);
  const name = /^class (\w+)/.exec(line)?.[1];
  return name !== undefined && [...text.matchAll(new RegExp(`\\b${name}\\b`, 'g'))].length === 1;
}

function shown(program: Program): string {
  const { path, text } = program;
  const { findings, output } = migrate(program);
  return `${path}:\n${text}\n${findings.map(({ kind, messageId, reason }) => `${kind} ${messageId}: ${reason}`).join('\n')}\n\n${output}`;
}

const told = ({ row, old, now }: Answer): string => `${row.words}: ${old} -> ${now}`;

/** Errors that are not about expiry, of which something else is said now. What threw before may do as it likes. */
function changedOutside(answers: readonly Answer[]): readonly string[] {
  return answers
    .filter(({ row, old, now }) => ['other', 'timeout', 'unsaid'].includes(row.kind) && old !== 'throws' && old !== now)
    .map(told);
}

/** Expired sessions that the guess knew and the check does not, or of which a single condition does not say one thing. */
function lostInside({ single }: Program, answers: readonly Answer[]): readonly string[] {
  const expired = answers.filter(({ row }) => row.kind === 'expired');
  const said = new Set(expired.map(({ now }) => now));
  const turned = expired.filter(({ old, now }) => old !== now);
  const [wanted] = said;
  // What another arm decides stays as it is; the others turn one way.
  if (said.size > 1) return single && new Set(turned.map(({ now }) => now)).size > 1 ? expired.map(told) : [];
  const own = answers.find(({ row }) => row.id === 'own')?.old;
  // A wrapper that any other error would do for as well was not known for its cause.
  const known = answers.filter(
    ({ row, old }) => isExpired(row) && old === wanted && (row.kind !== 'wrapped' || own !== wanted),
  );
  if (known.length === 0 && single && expired.some(({ old }) => old !== own)) return expired.map(told);
  return known.filter(({ row, now }) => row.kind !== 'gap' && now !== wanted).map(told);
}

/** Edits that overlap, or lie outside of what was found: there only imports, whole declarations and parentheses may go. */
function strayEdits({ text }: Program, { source, findings, edits, output }: Migrated): readonly string[] {
  const stray: string[] = [];
  let [at, rebuilt] = [0, ''];
  for (const { start, end, text: put } of edits) {
    if (start < at) stray.push(`overlap at ${start}`);
    rebuilt += text.slice(at, start) + put;
    at = end;
    const found = findings.some((finding) => finding.kind === 'fix' && finding.start <= start && end <= finding.end);
    const old = text.slice(start, end);
    const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, text.indexOf('\n', end));
    // A guard before the condition gets the check beside it.
    const known = put.includes(old) || (put.trim() === '' && (/^[\s()]*$/.test(old) || isWhole(old)));
    if (!found && !known && !imports.test(line) && !imports.test(put)) stray.push(`${old} => ${put}`);
  }
  if (rebuilt + text.slice(at) !== output) stray.push('other bytes have changed');
  for (const finding of findings) {
    const choices = finding.kind === 'ask' ? finding.choices : [];
    for (const { change } of choices) makeSource(source.path, foldChanges(source, [change]).text);
  }
  return stray;
}

const imports = /^import |require\(/m;

/** Whether a text is nothing but whole declarations. */
function isWhole(text: string): boolean {
  return /^\s*(?:(?:\/\/.*|\/\*[^]*?\*\/)\s*)*(?:export |async )*(?:const|function|class|enum)\b/.test(text);
}
