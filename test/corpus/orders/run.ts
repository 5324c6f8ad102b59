// `npm run corpus:orders [-- part of an id]`: v1 to v2 in both orders, and where the end is another.

import { readConsumers } from '../consumer.ts';
import { differences, inBothOrders, orders } from './orders.ts';

async function main([filter = '']: readonly string[]): Promise<number> {
  const consumers = readConsumers(filter).filter(({ generation }) => generation === 'v1');
  const all = await inBothOrders(consumers);
  let alike = 0;
  for (const each of all) {
    const told = differences(each);
    if (told.length === 0) alike += 1;
    if (told.length > 0 || all.length <= 3) console.log(`\n${each.consumer.id}`);
    for (const line of told) console.log(`  ${line}`);
    for (const order of told.length > 0 || all.length <= 3 ? orders : []) {
      for (const line of each.moved[order].left) console.log(`  ${order} leaves ${line}`);
    }
    if (all.length > 3) continue;
    for (const order of orders) {
      for (const [path, text] of Object.entries(each.moved[order].tree)) console.log(`--- ${order} ${path}\n${text}`);
    }
  }
  console.log(
    `\n${String(alike)} of ${String(all.length)} end on v2 as they do on v1, in both orders and without a complaint`,
  );
  return alike === all.length ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
