import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/render-log.ts';

export async function outcome({ renderLog }: typeof App, given: GivenV1): Promise<string> {
  void given;
  return renderLog([{ at: 1, text: 'x' }]);
}
