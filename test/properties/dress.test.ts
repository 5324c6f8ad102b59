// The codemod sees through the dress of a file: it finds the same, and writes the same in that dress.

import type { Finding } from '../../transforms/lib/codemod.ts';
import { type Dress, dresses, plain, remarks } from './dress.ts';
import { none, property } from './generated.ts';
import { programs, type Program } from './generate/programs.ts';
import { migrate, type Migrated } from './migrating.ts';

const cases = 150;

const named = ({ kind, messageId }: Finding): string => `${kind} ${messageId}`;

/** Kinds and reasons in their order; the texts after the run. */
function differences(base: Migrated, wanted: string, dressed: Migrated, got: string): readonly string[] {
  const [expected, found] = [base, dressed].map(({ findings }) => findings.map(named).join('\n'));
  if (expected !== found) return [`findings\n${String(expected)}\nbecame\n${String(found)}`];
  return wanted === got ? [] : [`wanted\n${wanted}\ngot\n${got}`];
}

const shown = ({ path, text }: Program): string =>
  `${path}:\n${text}\n${migrate({ path, text, generation: 'v1' }).output}`;

let changed = 0;

function commutes(name: string, dress: Dress, undo: Dress = (text) => text): void {
  property({
    name: `${name} and the codemod commute`,
    cases,
    of: programs(),
    show: (program) => `${shown(program)}\n${dress(program.text, program.path)}`,
    holds: (program) => {
      const { path, text } = program;
      const base = migrate(program);
      const dressed = migrate({ ...program, text: dress(text, path) });
      if (base.output !== text) changed += 1;
      none(name, differences(base, undo(dress(base.output, path), path), dressed, undo(dressed.output, path)));
    },
    tell: () => `${changed} files changed so far`,
  });
}

for (const [name, dress] of dresses) commutes(name, dress);
for (const [name, dress] of remarks) commutes(name, dress, plain);

/** What each finding says of every error, whatever its place. */
function vectors({ findings }: Migrated): string {
  return findings
    .map((finding) => {
      const rows = finding.explanation?.rows ?? [];
      return `${named(finding)} ${rows.map(({ error, before, after }) => `${error}: ${before} ${String(after)}`).join()}`;
    })
    .sort()
    .join('\n');
}

property({
  name: 'operands may stand in any order',
  cases,
  of: programs(),
  show: (program) => `${shown(program)}\n${shown(program.swapped())}`,
  holds: (program) => {
    const [one, other] = [vectors(migrate(program)), vectors(migrate(program.swapped()))];
    none('order', one === other ? [] : [one, other]);
  },
});
