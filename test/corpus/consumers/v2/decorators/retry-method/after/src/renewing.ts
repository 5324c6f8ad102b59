import { SdkHttpError } from '@modelcontextprotocol/client';
import { SdkErrorCode } from '@resession/transport';

interface Renewable {
  renew(): Promise<void>;
}

export function renewing<This extends Renewable, Args extends unknown[], Result>(
  method: (this: This, ...args: Args) => Promise<Result>,
  _context: ClassMethodDecoratorContext,
) {
  return async function (this: This, ...args: Args): Promise<Result> {
    try {
      return await method.apply(this, args);
    } catch (error) {
      if (!(error instanceof SdkHttpError && error.code === SdkErrorCode.ClientHttpSessionExpired)) throw error;
      await this.renew();
      return method.apply(this, args);
    }
  };
}
