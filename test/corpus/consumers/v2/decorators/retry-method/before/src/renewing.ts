import { SdkHttpError } from '@modelcontextprotocol/client';

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
      if (!(error instanceof SdkHttpError && error.status === 404)) throw error;
      await this.renew();
      return method.apply(this, args);
    }
  };
}
