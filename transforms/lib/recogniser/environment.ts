// Run-time names: cells in nested frames. A name that no frame holds is looked up in the file (names.ts).

import type { Value } from './value.ts';

/** A variable while interpreted code runs. */
export interface Cell {
  value: Value;
}

export interface Environment {
  readonly parent: Environment | undefined;
  readonly cells: Map<string, Cell>;
  /** The receiver inside a method; undefined where the frame has none of its own. */
  readonly self?: Value;
}

export function frame(parent: Environment | undefined, self?: Value): Environment {
  return self === undefined ? { parent, cells: new Map() } : { parent, cells: new Map(), self };
}

export function declare(environment: Environment, name: string, value: Value): void {
  environment.cells.set(name, { value });
}

/** The cell of a name, or undefined where only the file knows it. */
export function cellOf(environment: Environment | undefined, name: string): Cell | undefined {
  for (let current = environment; current !== undefined; current = current.parent) {
    const cell = current.cells.get(name);
    if (cell !== undefined) return cell;
  }
  return undefined;
}

/** The nearest receiver, or undefined outside methods. */
export function selfOf(environment: Environment | undefined): Value {
  for (let current = environment; current !== undefined; current = current.parent) {
    if (current.self !== undefined) return current.self;
  }
  return undefined;
}

/** Every cell in reach, so that a branch can be taken back. */
export function snapshot(environment: Environment): ReadonlyMap<Cell, Value> {
  const cells = new Map<Cell, Value>();
  for (let current: Environment | undefined = environment; current !== undefined; current = current.parent) {
    for (const cell of current.cells.values()) cells.set(cell, cell.value);
  }
  return cells;
}

export function restore(cells: ReadonlyMap<Cell, Value>): void {
  for (const [cell, value] of cells) cell.value = value;
}
