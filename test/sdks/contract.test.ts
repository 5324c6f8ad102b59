// The contract on the oldest and the newest supported release of each SDK; `npm run test:matrix` takes all of them.
import { beforeAll, describe, expect, test } from 'vitest';
import { buildTransport, type BuiltTransport } from './built-transport.ts';
import { expectedStockFailures, failures, runContract } from './contract.ts';
import { installed, withTransport } from './package-cache.ts';
import { constructs } from './constructs.ts';
import { oldestAndNewest, TOO_OLD } from './versions.ts';

const RELEASE_MS = 240_000;
let built: BuiltTransport;

beforeAll(async () => {
  built = await buildTransport('contract');
});

describe.each(oldestAndNewest())('$name $version', (release) => {
  test('patched: every row of the contract holds', { timeout: RELEASE_MS }, async () => {
    const outcomes = await runContract(release, 'patched', built.folder, 'contract');
    expect(Object.keys(outcomes).length).toBeGreaterThan(100);
    expect(failures(outcomes)).toEqual({});
  });

  test('stock: fails the rows it is known to fail, and no others', { timeout: RELEASE_MS }, async () => {
    const outcomes = await runContract(release, 'stock', built.folder, 'contract');
    expect(Object.keys(failures(outcomes)).sort()).toEqual([...expectedStockFailures(release)].sort());
  });
});

test(
  `${TOO_OLD.name} ${TOO_OLD.version}, which has no fetch option, is refused by name`,
  { timeout: RELEASE_MS },
  async () => {
    const folder = await installed(TOO_OLD.name, TOO_OLD.version, 'contract');
    await withTransport(folder, built.folder);
    expect(await constructs(folder, '@resession/transport/v1')).toMatch(
      /does not fit the installed MCP SDK.*@modelcontextprotocol\/sdk >=1\.15\.0 <2/,
    );
  },
);
