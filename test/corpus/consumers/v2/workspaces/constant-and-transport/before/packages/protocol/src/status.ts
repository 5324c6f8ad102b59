export enum Status {
  Ok = 200,
  Unauthorized = 401,
  NotFound = 404,
  TooMany = 429,
}
