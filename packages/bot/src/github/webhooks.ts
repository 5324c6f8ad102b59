// Whether a webhook is GitHub's own: by the signature over its bytes, SHA-256 only, compared in constant time
// (https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries).

import { Webhooks } from '@octokit/webhooks';

/** Says so of a body, as it came, and the `x-hub-signature-256` that came with it. */
export type Verify = (body: Buffer, signature: string | undefined) => Promise<boolean>;

/** For the secret that the App and GitHub share. */
export function verifier(secret: string): Verify {
  const webhooks = new Webhooks({ secret });
  return async (body, signature) => {
    if (signature === undefined || signature === '' || body.length === 0) return false;
    // Bytes that are no UTF-8 come out as others, which nobody has signed.
    return webhooks.verify(body.toString('utf8'), signature);
  };
}
