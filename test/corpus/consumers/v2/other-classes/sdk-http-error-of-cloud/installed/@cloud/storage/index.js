export class SdkHttpError extends Error {
  constructor(status) {
    super(`HTTP ${status}`);
    this.status = status;
  }
}
export class Bucket {
  async head() {
    throw new SdkHttpError(404);
  }
}
