export class SessionLost extends Error {
  override name = 'SessionLost';
}
