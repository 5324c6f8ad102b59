// `npm run bench:transport`: what the patched transport costs over stock in a healthy session, side by side.
// Pairs of single calls in turn, the order swapped each time (batches of many drift with the machine); the median of the pairs'
// ratios is compared with 1.05.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildTransport } from '../sdks/built-transport.ts';
import { installed, withTransport } from '../sdks/package-cache.ts';
import { type Client, loadSdk, type Which } from '../sdks/sdk.ts';
import { type Generation, type Release, releases } from '../sdks/versions.ts';

const PAIRS = 8_000;
const CALLS = 1;
const WARM_UP = 1_500;
const LIMIT = 1.05;
const SERVER = fileURLToPath(new URL('bench-server.ts', import.meta.url));

interface Side {
  readonly client: Client;
  readonly url: URL;
}

/** A server in a process of its own; `requests` asks how many it had. */
async function startServer() {
  const child = fork(SERVER, { execArgv: ['--import', 'tsx'] });
  const ask = (): Promise<unknown> => new Promise((resolve) => child.once('message', resolve));
  const port = (await ask()) as number;
  return {
    url: new URL(`http://127.0.0.1:${port}/mcp`),
    async requests(): Promise<number> {
      const answer = ask();
      child.send('requests');
      return (await answer) as number;
    },
    stop: () => child.kill(),
  };
}

async function connected(
  folder: string,
  generation: Generation,
  version: string,
  which: Which,
  url: URL,
): Promise<Side> {
  const sdk = await loadSdk(folder, generation, version, which);
  const client = new sdk.Client({ name: 'bench', version: '1.0.0' });
  await client.connect(new sdk.Transport(url));
  return { client, url };
}

async function batch({ client }: Side, calls: number): Promise<number> {
  const begun = performance.now();
  for (let call = 0; call < calls; call++) await client.callTool({ name: 'x', arguments: { at: call } });
  return performance.now() - begun;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

async function bench(release: Release, built: string): Promise<boolean> {
  const { generation, name, version } = release;
  const folder = await installed(name, version, 'bench');
  await withTransport(folder, built);
  const servers = { stock: await startServer(), patched: await startServer() };
  const stock = await connected(folder, generation, version, 'stock', servers.stock.url);
  const patched = await connected(folder, generation, version, 'patched', servers.patched.url);
  await batch(stock, WARM_UP);
  await batch(patched, WARM_UP);
  const ratios: number[] = [];
  const times: { stock: number[]; patched: number[] } = { stock: [], patched: [] };
  for (let pair = 0; pair < PAIRS; pair++) {
    const first = pair % 2 === 0 ? stock : patched;
    const a = await batch(first, CALLS);
    const b = await batch(first === stock ? patched : stock, CALLS);
    const [ofStock, ofPatched] = first === stock ? [a, b] : [b, a];
    times.stock.push(ofStock);
    times.patched.push(ofPatched);
    ratios.push(ofPatched / ofStock);
  }
  const counted = { stock: await servers.stock.requests(), patched: await servers.patched.requests() };
  for (const side of [stock, patched]) await side.client.close();
  for (const server of Object.values(servers)) server.stop();
  const ratio = median(ratios);
  const perCall = (all: readonly number[]): string => `${((median(all) / CALLS) * 1000).toFixed(0)} us`;
  const sameRequests = counted.stock === counted.patched;
  console.log(
    `${name}@${version}: stock ${perCall(times.stock)} a call, patched ${perCall(times.patched)}; ` +
      `median of ${PAIRS} paired ratios ${ratio.toFixed(4)} (limit ${LIMIT}); ` +
      `requests ${counted.stock} and ${counted.patched}`,
  );
  return ratio <= LIMIT && sameRequests;
}

// Thousands of requests on one abort signal: undici warns on both sides alike.
process.removeAllListeners('warning');
const built = await buildTransport('bench');
let good = true;
for (const generation of ['v2', 'v1'] as const) {
  const release = releases(generation).at(-1);
  if (release) good = (await bench(release, built.folder)) && good;
}
process.exit(good ? 0 : 1);
