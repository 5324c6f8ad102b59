import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/weather.ts';

export async function outcome({ WeatherService }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const weather = new WeatherService(server.url);
  await weather.prepare();
  server.strike();
  return `${await weather.forecast('Bern')} (${weather.connections})`;
}
