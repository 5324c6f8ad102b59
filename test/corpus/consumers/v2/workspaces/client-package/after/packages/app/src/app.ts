import { SdkHttpError } from '@modelcontextprotocol/client';
import { SdkErrorCode } from '@resession/transport';
import { CallFailed, ToolClient } from '@acme-two/client';

export async function use(tools: ToolClient): Promise<'used' | 'renew'> {
  try {
    await tools.call('search');
    return 'used';
  } catch (error) {
    if (error instanceof CallFailed && error.cause instanceof SdkHttpError && error.cause.code === SdkErrorCode.ClientHttpSessionExpired) {
      return 'renew';
    }
    throw error;
  }
}

export { ToolClient };
