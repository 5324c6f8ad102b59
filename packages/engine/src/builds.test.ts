// Builds that install before `vendor/` is there are named by file and line; the others are left in peace.

import { describe, expect, it } from 'vitest';
import { installBefore } from './builds.ts';
import { nodeHost } from './host.ts';
import { folder, lay } from './sandbox.test.kit.ts';

function places(files: Readonly<Record<string, string>>): readonly string[] {
  const root = folder();
  lay(root, files);
  return installBefore(root, Object.keys(files), nodeHost).map(({ text }) => /^\S+/.exec(text)?.[0] ?? '');
}

const docker = (...lines: readonly string[]): string => lines.join('\n');

describe('Dockerfiles', () => {
  it.each([
    [
      'manifests first',
      docker('FROM node', '# npm ci', 'COPY package*.json ./', 'RUN npm ci', 'COPY . .'),
      ['Dockerfile:4'],
    ],
    [
      'continued and chained',
      docker(
        'FROM node',
        'COPY package.json .',
        'RUN apk add git && \\',
        '    corepack enable && pnpm install',
        'COPY . .',
      ),
      ['Dockerfile:3'],
    ],
    [
      'JSON form, yarn alone',
      docker('FROM node', 'COPY ["package.json", "yarn.lock", "./"]', 'RUN yarn'),
      ['Dockerfile:3'],
    ],
    [
      'per stage',
      docker(
        'FROM node AS a',
        'COPY . .',
        'RUN npm ci',
        'FROM node AS b',
        'COPY --from=a /app/package.json .',
        'RUN npm i --omit=dev',
      ),
      ['Dockerfile:6'],
    ],
    ['bun', docker('FROM oven/bun', 'ADD package.json bun.lock ./', 'RUN bun install --production'), ['Dockerfile:3']],
    [
      'everything of a stage that lacks it',
      docker('FROM node AS a', 'COPY src /app/', 'FROM node', 'COPY --from=a . .', 'RUN npm ci'),
      ['Dockerfile:5'],
    ],
  ])('names: %s', (_, text, expected) => {
    expect(places({ Dockerfile: text })).toEqual(expected);
  });

  it.each([
    ['everything first', docker('FROM node', 'COPY . .', 'RUN npm ci')],
    ['vendor first', docker('FROM node', 'COPY package.json ./', 'COPY --chown=node vendor/ ./vendor/', 'RUN npm ci')],
    ['vendor beside the manifests', docker('FROM node', 'COPY package.json ./vendor ./', 'RUN npm ci')],
    ['a stage that inherits it', docker('FROM node AS base', 'COPY . .', 'FROM base', 'RUN npm ci')],
    [
      'a stage that copies everything from one that has it',
      docker('FROM node AS a', 'COPY . /app', 'FROM node', 'COPY --from=a /app /app', 'RUN npm ci --omit=dev'),
    ],
    [
      'a stage that copies vendor alone',
      docker('FROM node AS a', 'COPY . /app', 'FROM node', 'COPY --from=a /app/vendor ./vendor', 'RUN npm ci'),
    ],
    ['a bind mount', docker('FROM node', 'RUN --mount=type=bind,target=. npm ci')],
    ['no install', docker('FROM node', 'COPY package.json .', 'RUN npm run build && yarn build')],
  ])('leaves: %s', (_, text) => {
    expect(places({ Dockerfile: text })).toEqual([]);
  });

  it('does not trust `COPY . .` of a Dockerfile in a subfolder, whose context may be that folder', () => {
    const text = docker('FROM node', 'COPY . .', 'RUN npm ci');
    expect(places({ 'services/api/Dockerfile.prod': text, 'api.dockerfile': text })).toEqual([
      'services/api/Dockerfile.prod:3',
    ]);
  });

  it('sees a .dockerignore that keeps vendor/ out', () => {
    expect(places({ '.dockerignore': 'node_modules\nvendor\n' })).toEqual(['.dockerignore']);
    expect(places({ '.dockerignore': '*\n!vendor\n!src\n' })).toEqual([]);
    expect(places({ '.dockerignore': 'node_modules\ndocs/vendor\n' })).toEqual([]);
  });
});

describe('pipelines', () => {
  it('are named where they check out a part only', () => {
    const sparse =
      'jobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n        with:\n          sparse-checkout: |\n            src\n';
    expect(places({ '.github/workflows/ci.yml': `${sparse}      - run: npm ci\n` })).toEqual([
      '.github/workflows/ci.yml:6',
    ]);
    expect(places({ '.github/workflows/ci.yml': `${sparse}            vendor\n      - run: npm ci\n` })).toEqual([]);
    expect(places({ '.github/workflows/ci.yml': 'steps:\n  - uses: actions/checkout@v4\n  - run: npm ci\n' })).toEqual(
      [],
    );
    expect(places({ '.gitlab-ci.yml': 'test:\n  variables:\n    GIT_STRATEGY: none\n  script: npm ci\n' })).toEqual([
      '.gitlab-ci.yml:3',
    ]);
  });
});

it.each([
  ['flags', `npm ${'-npm '.repeat(50_000)}`],
  ['flags of pnpm', `pnpm ${'-.pnpm '.repeat(35_000)}`],
  ['slashes', `COPY ${'/'.repeat(250_000)}x y\nRUN npm ci`],
  ['blank lines', `npm ci\nsparse-checkout: |${'\n'.repeat(250_000)}x`],
  ['lines that go on', `${'RUN a \\\n'.repeat(30_000)}`],
  ['more than anybody writes', `npm ${'-npm '.repeat(500_000)}`],
])('reads %s that are built to hold it up, at once', (_what, text) => {
  const began = performance.now();
  places({
    Dockerfile: `FROM node\nRUN ${text}`,
    '.gitlab-ci.yml': text,
    '.dockerignore': `${'*v'.repeat(50)}\n${text}`,
  });
  expect(performance.now() - began).toBeLessThan(3000);
});
