import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/bot.ts';

export async function outcome({ Bot }: typeof App, given: GivenV2): Promise<string> {
  const server = await given.server();
  const bot = new Bot(server.url);
  await bot.wake();
  server.strike();
  return bot.answer('why?');
}
