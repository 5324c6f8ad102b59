import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/api.ts';

export async function outcome({ getJson }: typeof App, given: GivenV1): Promise<string> {
  void given;
  return String(await getJson(async () => ({ status: 404, text: '' }), 'x'));
}
