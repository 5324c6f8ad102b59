import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/compare.ts';

export async function outcome({ compare }: typeof App, given: GivenV1): Promise<string> {
  void given;
  return String(compare('tools/list', { method: 'tools/call', id: 1 })?.error.code);
}
