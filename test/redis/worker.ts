// A worker in a process of its own. Says what it begins; `hang` stays at its first job for ever.

import { redisPlace, sharedQueue } from '@resession/bot/redis';

const [url = '', name = '', how = '', lasts = '0', silence = '1000'] = process.argv.slice(2);
const place = redisPlace(url);
const queue = await sharedQueue({ place, name, tell: () => undefined, second: 1, silence: Number(silence) });
const working = queue.join(async ({ id }) => {
  process.stdout.write(`begun ${id}\n`);
  await new Promise((resolve) => setTimeout(resolve, how === 'hang' ? 1e9 : Number(lasts)));
  return { kind: 'outcome', outcome: { kind: 'nothing' }, writes: 2, would: [] };
}, 1);
process.stdout.write('ready\n');
await working.done;
