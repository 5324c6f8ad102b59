import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/locales.ts';

export async function outcome({ text }: typeof App, given: GivenV1): Promise<string> {
  void given;
  return text('error.session', 'en');
}
