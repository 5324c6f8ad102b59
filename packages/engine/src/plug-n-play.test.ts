// A loader as Yarn 4 writes it, down to its escapes, read without being run.

import { expect, it } from 'vitest';
import { copiesIn } from './copies.ts';
import { nodeHost } from './host.ts';
import { loaderAbove, plugNPlayIn, versionIn } from './plug-n-play.ts';
import { folder, lay } from './sandbox.test.kit.ts';

const virtual = 'virtual:1f#file:../../vendor/resession-transport-0.1.0.tar.gz#x::hash=5a&locator=app%40workspace';

const data = {
  __info: ['It\'s generated; \'; \\ and "quotes" stay.'],
  enableTopLevelFallback: true,
  fallbackExclusionList: [['app', ['workspace:packages/app']]],
  fallbackPool: [['pooled', 'npm:1.0.0']],
  packageRegistryData: [
    [null, [[null, { packageLocation: './', packageDependencies: [['sdk', 'npm:1.0.0']] }]]],
    [
      'app',
      [
        [
          'workspace:packages/app',
          {
            packageLocation: './packages/app/',
            packageDependencies: [
              ['sdk', 'npm:2.4.0'],
              ['alias', ['sdk', 'npm:2.3.0']],
              ['peer', null],
              ['@resession/transport', virtual],
            ],
          },
        ],
      ],
    ],
    ['@resession/transport', [[virtual, { packageLocation: './x/', packageDependencies: [['other', 'npm:3.0.0']] }]]],
  ],
};

/** As `generateStringLiteral` of Yarn writes it. */
const literal = (text: string): string => text.replace(/\\/g, '\\\\').replace(/'/g, "\\'").replace(/\n/g, '\\\n');
const loader = `#!/usr/bin/env node\n"use strict";\n\nconst RAW_RUNTIME_STATE =\n'${literal(JSON.stringify(data, null, 2))}';\nthrow new Error('it ran');\n`;

it.each([
  ['in the loader', { '.pnp.cjs': loader }],
  ['beside it', { '.pnp.cjs': 'throw new Error()', '.pnp.data.json': JSON.stringify(data) }],
])('reads what is %s', (_, files) => {
  const root = folder();
  lay(root, { ...files, 'packages/app/package.json': '{}' });
  const copies = copiesIn(root, nodeHost);
  const copy = (name: string) => copies.of(`${root}/packages/app`, name);
  expect(copy('sdk')).toMatchObject({ id: 'sdk@npm:2.4.0', version: '2.4.0' });
  expect(copy('alias')).toMatchObject({ id: 'sdk@npm:2.3.0', version: '2.3.0' });
  expect(copy('@resession/transport')).toMatchObject({ version: '0.1.0', place: null });
  // A member of the workspace gets what it declares; other packages fall back to what the root has.
  expect([copy('peer'), copy('pooled'), copy('unknown')]).toEqual([null, null, null]);
  const beside = (name: string) => copy('@resession/transport')?.beside(name)?.version;
  expect([beside('other'), beside('sdk'), beside('pooled'), beside('unknown')]).toEqual([
    '3.0.0',
    '1.0.0',
    '1.0.0',
    undefined,
  ]);
});

it.each([
  ['no text', ''],
  ['the object of older releases', 'function $$SETUP_STATE(hydrate) { return hydrate({}) }'],
  ['a torn text', loader.slice(0, 400)],
  ['a text that is no JSON', "const RAW_RUNTIME_STATE =\n'{oh no}';"],
])('does not guess at %s', (_, text) => {
  const root = folder();
  lay(root, { '.pnp.cjs': text });
  expect(plugNPlayIn(root, root, nodeHost)).toBeNull();
  expect(copiesIn(root, nodeHost).unread(`${root}/packages/app`)).toBe(true);
});

it('knows no map where there is no loader', () => {
  const root = folder();
  expect(loaderAbove(`${root}/a/b`, root, nodeHost)).toBeNull();
  expect(copiesIn(root, nodeHost).unread(root)).toBe(false);
});

it.each([
  ['@x/sdk@npm:1.32.2', '1.32.2'],
  ['@x/sdk@virtual:00ff#npm:1.32.2', '1.32.2'],
  ['@x/sdk@npm:1.32.2::__archiveUrl=https%3A%2F%2Fexample.com', '1.32.2'],
  ['@x/sdk@patch:@x/sdk@npm%3A1.32.2#~/.yarn/patches/a.patch::version=1.32.2&hash=01', '1.32.2'],
  ['@x/sdk@workspace:packages/sdk', null],
  ['@x/sdk@1.32.2(zod@3.25.0)', '1.32.2'],
])('reads the version of %s', (locator, version) => {
  expect(versionIn(locator)).toBe(version);
});
