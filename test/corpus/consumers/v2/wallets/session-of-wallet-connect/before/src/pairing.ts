interface SessionStore {
  delete(topic: string): void;
}

/** The relay says "No matching key. session topic doesn't exist". */
export function forgetDeadPairing(error: Error, topic: string, store: SessionStore): boolean {
  const dead = /no matching key|session topic doesn't exist|session expired/i.test(error.message);
  if (dead) store.delete(topic);
  return dead;
}
