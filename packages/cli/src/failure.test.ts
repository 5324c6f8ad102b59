import { plainColors } from '@resession/assistant';
import { ResessionError } from '@resession/engine';
import { CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { failureText } from './failure.ts';
import { UsageError } from './usage-error.ts';

const told = (error: unknown, debug = false): string => failureText(error, plainColors, debug);

describe('failureText', () => {
  it('says what, where and what next', () => {
    expect(told(new ResessionError('No such file', 'src/x.ts', 'Check the path.'))).toBe(
      'resession: No such file\n  where src/x.ts\n  next  Check the path.\n',
    );
    expect(told(new UsageError('a', 'b', 'c'))).toBe('resession: a\n  where b\n  next  c\n');
  });

  it('takes what commander says, with its suggestion', () => {
    const error = new CommanderError(1, 'x', "error: unknown option '--wirte'\n(Did you mean --write?)");
    expect(told(error)).toBe(
      "resession: unknown option '--wirte'\n  where the command line\n  next  Did you mean --write?\n",
    );
    expect(told(new CommanderError(1, 'x', 'error: too many'))).toContain('next  npx resession --help lists');
  });

  it('shows a stack to nobody who did not ask', () => {
    const crash = new TypeError('x is not a function\n    at secret');
    expect(told(crash)).toContain('unexpected error, a defect of the tool: TypeError: x is not a function\n');
    expect(told(crash)).toContain('DEBUG=resession');
    expect(told(crash)).not.toContain('at ');
    expect(told(crash, true)).toContain('failure.test.ts');
    expect(told('a string')).toContain('a string');
  });

  it('obeys no escape code in a path', () => {
    expect(told(new ResessionError('bad', 'a\u001b[2Jb', 'x'))).toContain('where a\\u{1b}[2Jb');
  });
});
