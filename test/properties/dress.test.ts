// The codemod sees through the dress of a file: it finds the same, and writes the same in that dress.

import type { Finding } from '../../transforms/lib/codemod.ts';
import { type Dress, dresses, plain, remarks } from './dress.ts';
import { none, property } from './generated.ts';
import { programs, type Program } from './generate/programs.ts';
import { migrate, type Migrated } from './migrating.ts';

const cases = 200;

const named = ({ kind, messageId }: Finding): string => `${kind} ${messageId}`;

/** Kinds and reasons in their order; the texts after the run. */
function differences(name: string, base: Migrated, wanted: string, dressed: Migrated, got: string): readonly string[] {
  const [expected, found] = [base, dressed].map(({ findings }) => findings.map(named).join('\n'));
  if (expected !== found) return [`findings\n${String(expected)}\nbecame\n${String(found)}`];
  // A remark keeps the lines of a predicate that would become one return.
  if (wanted !== got && name === 'comments in the formula' && base.findings.some(isCollapsed)) return [];
  return wanted === got ? [] : [`wanted\n${wanted}\ngot\n${got}`];
}

function shown(program: Program): string {
  const { findings, output } = migrate(program);
  return `${program.path}:\n${program.text}\n${findings.map((each) => `${named(each)}: ${each.reason}`).join('\n')}\n${output}`;
}

const isCollapsed = ({ reason }: Finding): boolean => reason.startsWith('The whole predicate');

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
      none(name, differences(name, base, undo(dress(base.output, path), path), dressed, undo(dressed.output, path)));
    },
    tell: () => `${changed} files changed so far`,
  });
}

for (const [name, dress] of dresses) commutes(name, dress);
for (const [name, dress] of remarks) commutes(name, dress, plain);

/** What each finding says of every error, whatever its place. */
function vectors({ findings }: Migrated): readonly string[] {
  return findings.flatMap((finding) =>
    (finding.explanation?.rows ?? []).map(
      ({ error, before, after }) => `${named(finding)}, ${error}: ${before} -> ${String(after)}`,
    ),
  );
}

property({
  name: 'operands may stand in any order',
  cases,
  of: programs(),
  show: (program) => `${shown(program)}\n${shown(program.swapped())}`,
  holds: (program) => {
    const [one, other] = [vectors(migrate(program)), vectors(migrate(program.swapped()))];
    none('only in the one order', without(one, other));
    none('only in the other order', without(other, one));
  },
});

/** As often as it is in the one and not in the other. */
function without(all: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return all.filter((each) => {
    const at = left.indexOf(each);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
