// What becomes of the parts of a condition: which turn into the check, which go, which stay.

import { unwrap } from '../../tree.ts';
import type { Reading } from '../vector/classify.ts';
import { leavesOf, type Formula } from '../vector/condition.ts';

/** What happens to one part of a formula. */
export type Step =
  | { readonly kind: 'check'; readonly part: Formula; readonly negated: boolean; readonly narrowed: boolean }
  | { readonly kind: 'drop'; readonly part: Formula; readonly among: Formula & { readonly parts: readonly Formula[] } };

/** How the parts of one condition read, and which of them read the subject. */
export interface Readings {
  of(part: Formula): Reading;
  onSubject(part: Formula): boolean;
  /** A `transport.sessionId` read where the id is already cleared. */
  liveId(part: Formula): boolean;
  /** A local function that has a finding of its own answers here. */
  delegated(part: Formula): boolean;
  /** A test of a v2 class of the SDK, behind which `code` is typed. */
  narrows(part: Formula): boolean;
  /** A test of the subject's shape that lets TypeScript read the subject further down. */
  shapes(part: Formula): boolean;
}

type Group = Formula & { readonly kind: 'and' | 'or' };

/** Decides on the parts. An empty plan means that no part, nor the whole, is about expiry alone. */
export function planOf(formula: Formula, readings: Readings, narrowed = false): readonly Step[] {
  const { meaning } = readings.of(formula);
  switch (formula.kind) {
    case 'leaf':
      return readings.delegated(formula) ? [] : take(formula, meaning, narrowed);
    case 'not':
      return planOf(formula.part, readings, narrowed);
    case 'choice': {
      const whole = take(formula, meaning, narrowed);
      return whole.length > 0
        ? whole
        : [formula.test, ...formula.parts].flatMap((part) => planOf(part, readings, narrowed));
    }
    default:
      return planGroup(formula, readings, narrowed);
  }
}

function take(part: Formula, meaning: Reading['meaning'], narrowed: boolean): readonly Step[] {
  if (meaning === 'expired') return [{ kind: 'check', part, negated: false, narrowed }];
  return meaning === 'living' ? [{ kind: 'check', part, negated: true, narrowed }] : [];
}

function planGroup(group: Group, readings: Readings, narrowed: boolean): readonly Step[] {
  // A 404 that must also name something else is no arm about expiry.
  const { hits, unknowns } = readings.of(group);
  if (
    group.kind === 'and' &&
    hits.length === 0 &&
    unknowns.length === 0 &&
    group.parts.some((part) => refuses(part, readings))
  )
    return [];
  const inner = narrowed || (group.kind === 'and' && group.parts.some((part) => readings.narrows(part)));
  // What joins "expired" by `and` joins "not expired" by `or`.
  for (const meaning of ['expired', 'living'] as const) {
    const parts = group.parts.filter((part) => readings.of(part).meaning === meaning && readings.onSubject(part));
    for (const [at, first] of parts.entries()) {
      const narrowing = (group.kind === 'and') === (meaning === 'expired');
      const others = parts.filter((_, i) => i !== at && !isDelegatedOnly(parts[i], readings));
      // A class test would keep away what another arm finds inside a `cause`.
      const wider = !narrowing && !seesCauses(first, readings) && others.some((part) => seesCauses(part, readings));
      const steps = wider ? take(first, meaning, narrowed) : planOf(first, readings, inner);
      if (steps.length === 0) continue;
      const gone = narrowing
        ? group.parts.filter((part) => part !== first && absorbed(part, meaning, group, readings))
        : others;
      return [...steps, ...gone.map((part): Step => ({ kind: 'drop', part, among: group }))];
    }
  }
  const nested = group.parts.flatMap((part) => (part.kind === 'leaf' ? [] : planOf(part, readings, inner)));
  if (nested.length > 0) return [...nested, ...liveIds(group, readings)];
  return group.parts.every((part) => readings.onSubject(part)) ? take(group, readings.of(group).meaning, narrowed) : [];
}

function seesCauses(part: Formula, readings: Readings): boolean {
  const { meaning, hits, misses } = readings.of(part);
  return (meaning === 'living' ? misses : hits).some(({ kind }) => kind === 'wrapped');
}

/** Never true on an expired session, and nothing turned round either. */
function refuses(part: Formula, readings: Readings): boolean {
  return readings.onSubject(part) && ['keep', 'never', 'timeout'].includes(readings.of(part).meaning);
}

function isDelegatedOnly(part: Formula | undefined, readings: Readings): boolean {
  return part !== undefined && leavesOf(part).some((leaf) => readings.delegated(leaf));
}

function liveIds(group: Group, readings: Readings): readonly Step[] {
  if (group.kind !== 'and') return [];
  return group.parts.filter((part) => readings.liveId(part)).map((part) => ({ kind: 'drop', part, among: group }));
}

/** True for a sibling that the check makes superfluous: it says nothing on the expired errors that the check does not. */
function absorbed(part: Formula, meaning: 'expired' | 'living', group: Group, readings: Readings): boolean {
  if (readings.liveId(part)) return meaning === 'expired';
  if (!readings.onSubject(part) || isClassTest(part) || isDelegatedOnly(part, readings)) return false;
  if (readings.shapes(part)) return false;
  const reading = readings.of(part);
  const dual = meaning === 'living';
  if (reading.meaning === 'free') return false;
  if (dual) return reading.meaning !== 'expired' && reading.meaning !== 'keep' && !isShapeTest(part, group, readings);
  return (
    reading.meaning !== 'keep' &&
    reading.meaning !== 'timeout' &&
    reading.meaning !== 'never' &&
    !isShapeTest(part, group, readings)
  );
}

/** `typeof e === 'object'`, `e !== null`, `'code' in e`: goes, unless a part that stays needs its narrowing. */
function isShapeTest(part: Formula, group: Group, readings: Readings): boolean {
  const shape = leavesOf(part).every(({ node }) => {
    const leaf = unwrap(node);
    if (leaf.type === 'Identifier') return true;
    if (leaf.type !== 'BinaryExpression') return false;
    if (leaf.operator === 'in') return true;
    const left = unwrap(leaf.left);
    return (left.type === 'UnaryExpression' && left.operator === 'typeof') || unwrap(leaf.right).type === 'NullLiteral';
  });
  if (!shape) return false;
  return group.parts.some((other) => {
    const { meaning } = readings.of(other);
    return (
      other !== part &&
      readings.onSubject(other) &&
      (meaning === 'mixed' || meaning === 'keep') &&
      other.kind !== 'leaf'
    );
  });
}

/** `x instanceof C`, `C.isInstance(x)`, also negated. */
export function isClassTest(part: Formula): boolean {
  if (part.kind === 'not') return isClassTest(part.part);
  if (part.kind !== 'leaf') return false;
  const leaf = unwrap(part.node);
  if (leaf.type === 'BinaryExpression') return leaf.operator === 'instanceof';
  if (leaf.type !== 'CallExpression' && leaf.type !== 'OptionalCallExpression') return false;
  const { callee } = leaf;
  return (
    callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && callee.property.name === 'isInstance'
  );
}
