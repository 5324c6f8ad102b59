// How an error is told: what happened, where, what to do next. On stderr; a stack only for those who ask for it.

import { visible, visibleLine, type Colors } from '@resession/assistant';
import { CommanderError } from 'commander';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { openOutput } from './output.ts';

export interface Told {
  readonly what: string;
  readonly where: string;
  readonly next: string;
}

/** Prints the error on stderr and returns the exit code. */
export function reportFailure(error: unknown): ExitCode {
  const { err } = openOutput({});
  err.write(failureText(error, err.colors, process.env['DEBUG'] === 'resession'));
  return exitCodes.error;
}

/** The error in words, without its stack unless `debug`. */
export function failureText(error: unknown, colors: Colors, debug: boolean): string {
  const told = toldBy(error);
  const lines = [
    `${colors.red('resession:')} ${visible(told.what)}`,
    ...(told.where === '' ? [] : [`  ${colors.dim('where')} ${visibleLine(told.where)}`]),
    ...(told.next === '' ? [] : [`  ${colors.dim('next ')} ${visible(told.next)}`]),
    ...(debug && error instanceof Error ? ['', visible(error.stack ?? '')] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** The error in three parts. */
export function toldBy(error: unknown): Told {
  if (error instanceof CommanderError) return fromCommander(error);
  if (isTold(error)) return error;
  if (error instanceof Error && 'code' in error && (error.code === 'EMFILE' || error.code === 'ENFILE')) {
    const next = 'Raise the limit (ulimit -n) or close other programs, and run again.';
    return { what: `too many files are open: ${String(error.code)}`, where: '', next };
  }
  if (error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd') {
    return { what: 'this folder is gone', where: '', next: 'Run again in a folder that is there.' };
  }
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    what: `unexpected error, a defect of the tool: ${what.split('\n')[0] ?? ''}`,
    where: '',
    next: 'Nothing more is done. Set DEBUG=resession to see the stack, and report it: npm bugs resession',
  };
}

/** `ResessionError` and `UsageError` alike: the engine is not loaded to tell a wrong flag. */
function isTold(error: unknown): error is Error & Told {
  if (!(error instanceof Error)) return false;
  return ['what', 'where', 'next'].every((key) => key in error && typeof Reflect.get(error, key) === 'string');
}

function fromCommander(error: CommanderError): Told {
  const [first = '', hint] = error.message.split('\n');
  const meant = hint?.replace(/^\((.*)\)$/, '$1');
  return {
    what: first.replace(/^error: /, ''),
    where: 'the command line',
    next: meant ?? 'npx resession --help lists the commands and flags.',
  };
}
