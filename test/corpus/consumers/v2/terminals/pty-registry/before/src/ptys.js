const ptys = new Map();

export function attach(id) {
  const pty = ptys.get(id);
  if (!pty) {
    const error = new Error(`Session not found: ${id}`);
    error.code = 404;
    throw error;
  }
  return pty;
}

export function attachOrCreate(id) {
  try {
    attach(id);
    return 'attached';
  } catch (error) {
    if (error.code === 404) {
      ptys.set(id, { id });
      return 'created';
    }
    throw error;
  }
}
