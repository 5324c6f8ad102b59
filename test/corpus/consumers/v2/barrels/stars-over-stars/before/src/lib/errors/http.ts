import { SdkHttpError } from '@modelcontextprotocol/client';

export const notFound = (error: unknown): boolean => SdkHttpError.isInstance(error) && error.status === 404;
