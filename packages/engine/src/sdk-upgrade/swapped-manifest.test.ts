import { describe, expect, it } from 'vitest';
import { incoming, swapped } from './swapped-manifest.ts';

const v1 = `{
\t"name": "desk",
\t"dependencies": {"@modelcontextprotocol/sdk": "^1.20.0", "zod": "^3.0.0"},
\t"devDependencies": {
\t\t"@modelcontextprotocol/sdk": "^1.20.0",
\t\t"vitest": "4.1.12"
\t},
\t"files": ["dist", "README.md"]
}`;

const client = { section: 'dependencies', name: '@modelcontextprotocol/client', range: '^2.3.1' } as const;

describe('incoming', () => {
  it('is what stands there after and did not before', () => {
    const after = JSON.stringify({
      dependencies: { zod: '^3.0.0', '@modelcontextprotocol/client': '^2.3.1' },
      devDependencies: { vitest: '4.1.12', '@modelcontextprotocol/server': '^2.3.1' },
    });
    expect(incoming(v1, after)).toEqual([
      client,
      { section: 'devDependencies', name: '@modelcontextprotocol/server', range: '^2.3.1' },
    ]);
  });

  it('is nothing where a text is no manifest', () => {
    expect(incoming('[', '{}')).toEqual([]);
    expect(incoming('{}', 'null')).toEqual([]);
  });
});

describe('swapped', () => {
  it('keeps every byte but those of the entries', () => {
    expect(swapped(v1, [client], false)).toBe(`{
\t"name": "desk",
\t"dependencies": {"@modelcontextprotocol/client": "^2.3.1", "zod": "^3.0.0"},
\t"devDependencies": {
\t\t"vitest": "4.1.12"
\t},
\t"files": ["dist", "README.md"]
}`);
  });

  it('keeps SDK v1 where a file still needs it', () => {
    const both = swapped(v1, [client], true);
    expect(both).toContain('"@modelcontextprotocol/client": "^2.3.1", "@modelcontextprotocol/sdk": "^1.20.0"');
  });

  it('keeps CRLF', () => {
    const crlf = v1.replaceAll('\n', '\r\n');
    expect(swapped(crlf, [client], false)).toBe(swapped(v1, [client], false).replaceAll('\n', '\r\n'));
  });

  it('leaves what is declared already', () => {
    const text = '{ "dependencies": { "@modelcontextprotocol/client": "2.4.0" } }';
    expect(swapped(text, [client], false)).toBe(text);
  });

  it('leaves an optional dependency to a person', () => {
    const text = '{ "optionalDependencies": { "@modelcontextprotocol/sdk": "1.32.2" } }';
    expect(swapped(text, [], false)).toBe(text);
  });
});
