import { Bucket, SdkHttpError } from '@cloud/storage';

export async function exists(key: string, bucket = new Bucket()): Promise<boolean> {
  try {
    await bucket.head(key);
    return true;
  } catch (error) {
    if (error instanceof SdkHttpError && error.status === 404) return false;
    throw error;
  }
}
