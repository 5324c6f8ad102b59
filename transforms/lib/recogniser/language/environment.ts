// Run-time names: cells in nested frames. A name that no frame holds is looked up in the file (names.ts).

import type { Value } from './value.ts';

/** A variable while interpreted code runs; `born` tells which of two is older. */
export interface Cell {
  value: Value;
  readonly born: number;
}

export interface Environment {
  readonly parent: Environment | undefined;
  readonly cells: Map<string, Cell>;
  /** The receiver inside a method; undefined where the frame has none of its own. */
  readonly self?: Value;
}

let moments = 0;

/** A moment; later ones are greater. */
export function now(): number {
  return moments++;
}

export function frame(parent: Environment | undefined, self?: Value): Environment {
  return self === undefined ? { parent, cells: new Map() } : { parent, cells: new Map(), self };
}

export function declare(environment: Environment, name: string, value: Value): void {
  environment.cells.set(name, { value, born: now() });
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
