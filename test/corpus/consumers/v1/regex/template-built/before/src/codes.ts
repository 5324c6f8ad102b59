export const SESSION_NOT_FOUND = -32001;
export const SERVER_BUSY = -32050;
