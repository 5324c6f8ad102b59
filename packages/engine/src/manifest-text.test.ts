// Bytes outside the inserted line stay, whatever the dress of the file.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { declaredIn, sectionOf, withEntry, withoutEntry, withSpec } from './manifest-text.ts';

const name = '@resession/transport';
const add = (text: string): string => withEntry(text, 'dependencies', name, 'S');

describe('withEntry', () => {
  it.each([
    [
      'in order',
      '{\n  "dependencies": {\n    "@a/b": "1",\n    "zod": "2"\n  }\n}\n',
      '{\n  "dependencies": {\n    "@a/b": "1",\n    "@resession/transport": "S",\n    "zod": "2"\n  }\n}\n',
    ],
    [
      'first',
      '{\n  "dependencies": {\n    "zod": "2"\n  }\n}',
      '{\n  "dependencies": {\n    "@resession/transport": "S",\n    "zod": "2"\n  }\n}',
    ],
    [
      'last where nothing is in order',
      '{\n\t"dependencies": {\n\t\t"z": "1",\n\t\t"a": "2"  \n\t}\n}',
      '{\n\t"dependencies": {\n\t\t"z": "1",\n\t\t"a": "2",\n\t\t"@resession/transport": "S"  \n\t}\n}',
    ],
    [
      'with CRLF',
      '{\r\n    "dependencies": {\r\n        "a": "1"\r\n    }\r\n}\r\n',
      '{\r\n    "dependencies": {\r\n        "@resession/transport": "S",\r\n        "a": "1"\r\n    }\r\n}\r\n',
    ],
    ['inline', '{"dependencies":{"@a/a":"1"}}', '{"dependencies":{"@a/a":"1","@resession/transport":"S"}}'],
    [
      'inline with spaces',
      '{ "dependencies": { "a": "1", "b": "2" } }',
      '{ "dependencies": { "@resession/transport": "S", "a": "1", "b": "2" } }',
    ],
    [
      'inline, tight braces',
      '{\n  "dependencies": {"@a/a": "1", "b": "2"}\n}',
      '{\n  "dependencies": {"@a/a": "1", "@resession/transport": "S", "b": "2"}\n}',
    ],
    [
      'into an empty section',
      '{\n  "dependencies": {}\n}\n',
      '{\n  "dependencies": {\n    "@resession/transport": "S"\n  }\n}\n',
    ],
    [
      'as a section before devDependencies',
      '{\r\n  "name": "x",\r\n  "devDependencies": {}\r\n}',
      '{\r\n  "name": "x",\r\n  "dependencies": {\r\n    "@resession/transport": "S"\r\n  },\r\n  "devDependencies": {}\r\n}',
    ],
    [
      'as a section at the end',
      '{\n  "name": "x"\n}\n',
      '{\n  "name": "x",\n  "dependencies": {\n    "@resession/transport": "S"\n  }\n}\n',
    ],
    ['into an empty file', '{}\n', '{\n  "dependencies": {\n    "@resession/transport": "S"\n  }\n}\n'],
    ['inline as a section', '{"name":"x"}', '{"name":"x","dependencies":{"@resession/transport":"S"}}'],
    [
      'by code order',
      '{\n  "dependencies": {\n    "@A/x": "1",\n    "@Z/y": "1",\n    "@a/b": "1"\n  }\n}',
      '{\n  "dependencies": {\n    "@A/x": "1",\n    "@Z/y": "1",\n    "@a/b": "1",\n    "@resession/transport": "S"\n  }\n}',
    ],
  ])('%s', (_, before, after) => {
    expect(add(before)).toBe(after);
    expect(JSON.parse(after)).toMatchObject({ dependencies: { [name]: 'S' } });
  });

  it('puts devDependencies behind dependencies', () => {
    const text = '{\n  "dependencies": {},\n  "scripts": {}\n}';
    expect(withEntry(text, 'devDependencies', name, 'S')).toBe(
      '{\n  "dependencies": {},\n  "devDependencies": {\n    "@resession/transport": "S"\n  },\n  "scripts": {}\n}',
    );
  });

  it('refuses what is no section, and keeps catalogs and workspace specs as they are', () => {
    expect(() => add('{"dependencies": []}')).toThrow(TypeError);
    const text = '{\n  "dependencies": {\n    "a": "catalog:",\n    "b": "workspace:*"\n  }\n}';
    expect(JSON.parse(add(text))).toEqual({ dependencies: { a: 'catalog:', b: 'workspace:*', [name]: 'S' } });
  });

  it('says the same as JSON does, and taking it out again gives the very bytes, for any manifest', () => {
    const names = fc.uniqueArray(
      fc.stringMatching(/^(@[a-zA-Z]{1,3}\/)?[a-zA-Z\d_.-]{1,8}$/).filter((one) => one !== '__proto__'),
      { maxLength: 6 },
    );
    const indent = fc.constantFrom('', ' ', '  ', '\t', '    ');
    const manifest = fc.record(
      { name: fc.string(), dependencies: names, devDependencies: names, other: fc.json() },
      { requiredKeys: ['name'] },
    );
    fc.assert(
      fc.property(manifest, indent, fc.boolean(), fc.constantFrom('\n', '\r\n'), (shape, space, final, end) => {
        const entries = (list: readonly string[]): object => Object.fromEntries(list.map((one) => [one, '^1.0.0']));
        const json = Object.fromEntries(
          Object.entries(shape).map(([key, value]) => [key, Array.isArray(value) ? entries(value) : value]),
        );
        const text = JSON.stringify(json, null, space).replaceAll('\n', end) + (final ? end : '');
        const added = add(text);
        const expected = { ...json, dependencies: { ...(json['dependencies'] as object | undefined), [name]: 'S' } };
        expect(JSON.parse(added)).toEqual(expected);
        const [, prefix = '', inserted = ''] = commonEnds(text, added);
        expect(prefix.length + inserted.length).toBe(added.length - text.length + prefix.length);
        const declared = declaredIn(added, name);
        if (declared !== null && shape.dependencies !== undefined && shape.dependencies.length > 0) {
          expect(withoutEntry(added, declared, name)).toBe(text);
        }
      }),
    );
  });
});

/** What the longer text has more, as one insertion: throws off the property when bytes elsewhere changed. */
function commonEnds(short: string, long: string): readonly string[] {
  let head = 0;
  while (head < short.length && short[head] === long[head]) head += 1;
  let tail = 0;
  while (tail < short.length - head && short.at(-1 - tail) === long.at(-1 - tail)) tail += 1;
  // An empty section is opened up, so its own white space may go.
  if (!/^\{\s*\}?$/.test(short.slice(head, short.length - tail))) expect(head + tail).toBe(short.length);
  return ['', long.slice(0, head), long.slice(head, head + long.length - short.length)];
}

describe('what stands twice', () => {
  const twice = '{"dependencies":{"a":"1"},"dependencies":{"b":"1","b":"2"}}';

  it('is read as JSON reads it: the last one counts', () => {
    expect(declaredIn(twice, 'a')).toBeNull();
    expect(declaredIn(twice, 'b')?.spec).toBe('2');
    expect(JSON.parse(add(twice))).toEqual({ dependencies: { b: '2', [name]: 'S' } });
    expect(JSON.parse(withSpec(twice, { section: 'dependencies', spec: '2' }, 'b', '3'))).toEqual({
      dependencies: { b: '3' },
    });
  });

  it('goes as a whole', () => {
    expect(JSON.parse(withoutEntry(twice, { section: 'dependencies', spec: '2' }, 'b'))).toEqual({ dependencies: {} });
  });
});

describe('an entry that is there', () => {
  it('is found, replaced in place and moved out', () => {
    const text = '{\n  "devDependencies": {\n    "@resession/transport": "old",\n    "z": "1"\n  },\n  "x": 1\n}';
    const declared = declaredIn(text, name);
    expect(declared).toEqual({ section: 'devDependencies', spec: 'old' });
    if (declared === null) return;
    expect(withSpec(text, declared, name, 'new')).toBe(text.replace('old', 'new'));
    expect(withoutEntry(text, declared, name)).toBe('{\n  "devDependencies": {\n    "z": "1"\n  },\n  "x": 1\n}');
    const alone = '{\n  "devDependencies": {\n    "@resession/transport": "old"\n  }\n}';
    expect(withoutEntry(alone, declared, name)).toBe('{\n  "devDependencies": {}\n}');
  });

  it('counts for its section, a peer range only for where an SDK is used', () => {
    const text = '{"peerDependencies":{"a":"1"},"devDependencies":{"a":"1","b":"1"}}';
    expect([sectionOf(text, 'a'), sectionOf(text, 'b'), sectionOf(text, 'c')]).toEqual([
      'peerDependencies',
      'devDependencies',
      null,
    ]);
    expect(declaredIn('{"peerDependencies":{"a":"1"}}', 'a')).toBeNull();
  });
});
