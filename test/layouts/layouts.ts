// The layouts that one workspace is installed in: each package manager, and each way in which it lays packages out.

import type { ManagerName } from './package-managers.ts';

export interface Layout {
  readonly title: string;
  readonly manager: ManagerName;
  /** What a person installs with, scripts left out. */
  readonly install: readonly string[];
  /** What fails where the lockfile is not what the manager itself would write. */
  readonly frozen: readonly string[];
  readonly lockfile: string;
  /** What starts a program of a package. */
  readonly node: readonly string[];
  /** How members name each other. */
  readonly member: string;
  /** Further files; workspaces of package.json are for the others. */
  readonly files: Readonly<Record<string, string>>;
}

const npm: Layout = {
  title: 'npm workspaces',
  manager: 'npm',
  install: ['npm', 'install', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund'],
  frozen: ['npm', 'ci', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund'],
  lockfile: 'package-lock.json',
  node: ['node'],
  member: '1.0.0',
  files: {},
};

/** As team members write it, with a comment and quotes that have to stay. */
export const pnpmWorkspace = `# Members\npackages:\n  - 'packages/*'\n  - "packages/app/plugins/*"\n`;

const pnpm: Layout = {
  title: 'pnpm, isolated',
  manager: 'pnpm',
  install: ['pnpm', 'install', '--ignore-scripts'],
  frozen: ['pnpm', 'install', '--ignore-scripts', '--frozen-lockfile'],
  lockfile: 'pnpm-lock.yaml',
  node: ['node'],
  member: 'workspace:*',
  files: { 'pnpm-workspace.yaml': pnpmWorkspace },
};

const yarn4: Layout = {
  title: 'yarn 4, node-modules',
  manager: 'yarn4',
  install: ['yarn', 'install', '--mode=skip-build', '--no-immutable'],
  frozen: ['yarn', 'install', '--mode=skip-build', '--immutable'],
  lockfile: 'yarn.lock',
  node: ['node'],
  member: 'workspace:*',
  files: { '.yarnrc.yml': 'nodeLinker: node-modules\n' },
};

export const layouts = {
  npm,
  pnpm,
  hoisted: {
    ...pnpm,
    title: 'pnpm, nodeLinker hoisted',
    files: { 'pnpm-workspace.yaml': `${pnpmWorkspace}nodeLinker: hoisted\n` },
  },
  yarn1: {
    ...npm,
    title: 'yarn 1',
    manager: 'yarn1',
    install: ['yarn', 'install', '--ignore-scripts', '--non-interactive'],
    frozen: ['yarn', 'install', '--ignore-scripts', '--non-interactive', '--frozen-lockfile'],
    lockfile: 'yarn.lock',
  },
  yarn4,
  pnp: {
    ...yarn4,
    title: "yarn 4, Plug'n'Play",
    node: ['yarn', 'node'],
    files: { '.yarnrc.yml': 'nodeLinker: pnp\n' },
  },
  bun: {
    ...npm,
    title: 'bun',
    manager: 'bun',
    install: ['bun', 'install', '--ignore-scripts'],
    frozen: ['bun', 'install', '--ignore-scripts', '--frozen-lockfile'],
    lockfile: 'bun.lock',
    member: 'workspace:*',
  },
} as const satisfies Readonly<Record<string, Layout>>;
