/** Kept in one place, so that support can look them up. */
export const SESSION_LOST = /session (?:not found|has expired)|session is gone/i;
export const QUOTA = /quota exceeded/i;
