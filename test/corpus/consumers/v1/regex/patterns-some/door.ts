import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/crawler.ts';

export async function outcome({ Crawler }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const crawler = new Crawler(server.url);
  await crawler.connect();
  server.strike();
  return crawler.crawl();
}
