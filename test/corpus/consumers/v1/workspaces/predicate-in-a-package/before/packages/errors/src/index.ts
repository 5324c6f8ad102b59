export { isSessionDead } from './is-session-dead.ts';
