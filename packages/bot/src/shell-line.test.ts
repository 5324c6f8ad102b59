import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { shellLine } from './shell-line.ts';

describe('shellLine', () => {
  it('quotes what a shell would take apart, and nothing else', () => {
    expect(shellLine(['npx', 'resession', 'a b', "it's", '$(x)', '--only=a,b', ''])).toBe(
      "npx resession 'a b' 'it'\\''s' '$(x)' --only=a,b ''",
    );
  });

  it('goes to a folder first', () => {
    expect(shellLine(['ls'], 'a b')).toBe("cd 'a b' && ls");
    expect(shellLine(['ls'], '-x')).toBe('cd ./-x && ls');
    expect(shellLine(['ls'], '')).toBe('ls');
  });

  it('comes back from a real shell as it went in', () => {
    const words = ['a b', "'", '"', '$(echo x)', '`echo x`', '\\', '*', '~', '!', '#', 'é', '', '&&', ';', '\n', '--'];
    const printed = execFileSync('sh', ['-c', `printf '%s\\0' ${shellLine(words)}`], { encoding: 'utf8' });
    expect(printed.split('\0').slice(0, -1)).toEqual(words);
  });
});
