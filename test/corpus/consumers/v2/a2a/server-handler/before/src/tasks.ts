const tasks = new Map<string, { state: 'working' | 'completed' }>();

const rpcError = (code: number, message: string) => Object.assign(new Error(message), { code });

export function getTask(id: string) {
  const task = tasks.get(id);
  if (!task) throw rpcError(-32001, `Task not found: ${id}`);
  return task;
}

export function tryTask(id: string): string {
  try {
    return getTask(id).state;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === -32001) return 'no such task';
    throw error;
  }
}
