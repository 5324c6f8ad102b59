export enum Fault {
  None,
  Session,
  Credentials,
  Server,
  Other,
}
