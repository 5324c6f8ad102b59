// The codemod sees through the dress of a file: it finds the same, and writes the same in that dress.

import { expect } from 'vitest';
import type { Finding } from '../../transforms/lib/codemod.ts';
import { type Dress, dresses, plain, remarks } from './dress.ts';
import { none, property } from './generated.ts';
import { programs, type Program } from './generate/programs.ts';
import { migrate, type Migrated } from './migrating.ts';

const cases = 100;

const named = ({ kind, messageId }: Finding): string => `${kind} ${messageId}`;

/** Kinds and reasons in their order; the texts after the run. */
function differences(name: string, base: Migrated, wanted: string, dressed: Migrated, got: string): readonly string[] {
  // A remark keeps the lines of a predicate that would become one return.
  if (name === 'comments in the formula' && base.findings.some(isCollapsed)) return [];
  const [expected, found] = [base, dressed].map(({ findings }) => findings.map(named).join('\n'));
  if (expected !== found) return [`findings\n${String(expected)}\nbecame\n${String(found)}`];
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

let [swapped, unproven] = [0, 0];

function isUnproven({ findings }: Migrated): boolean {
  return findings.some(({ kind, messageId }) => kind === 'ask' && messageId === 'not-proven');
}

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
    swapped += 1;
    const [first, second] = [migrate(program), migrate(program.swapped())];
    // Known: the first part about expiry takes the check; where its place cannot be proven the second is not tried.
    if (isUnproven(first) !== isUnproven(second)) {
      unproven += 1;
      return;
    }
    const [one, other] = [vectors(first), vectors(second)];
    none('only in the one order', without(one, other));
    none('only in the other order', without(other, one));
  },
  tell: () => {
    expect(unproven).toBeLessThanOrEqual(Math.max(3, swapped / 8));
    return `${unproven} proven in one order only`;
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
