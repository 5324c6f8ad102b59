import { SdkHttpError } from '@modelcontextprotocol/client';
import { SdkErrorCode } from '@resession/transport';

export const notFound = (error: unknown): boolean => SdkHttpError.isInstance(error) && error.code === SdkErrorCode.ClientHttpSessionExpired;
