export declare class SdkHttpError extends Error {
  readonly status: number;
  constructor(status: number);
}
export declare class Bucket {
  head(key: string): Promise<{ size: number }>;
}
