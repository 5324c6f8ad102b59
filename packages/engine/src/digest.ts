// SHA-256, by which bytes are known again.

import { late } from './late.ts';

/** Of bytes or of a text in UTF-8, in hex. */
export function sha256(bytes: Uint8Array | string): string {
  return late.crypto().createHash('sha256').update(bytes).digest('hex');
}
