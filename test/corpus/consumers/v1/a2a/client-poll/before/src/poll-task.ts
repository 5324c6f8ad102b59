interface RpcResponse {
  result?: { status: { state: string } };
  error?: { code: number; message: string };
}

type Send = (method: string, params: object) => Promise<RpcResponse>;

const TASK_NOT_FOUND = -32001;

export async function pollTask(send: Send, id: string): Promise<'done' | 'forgotten' | 'failed'> {
  for (let round = 0; round < 5; round++) {
    const { result, error } = await send('tasks/get', { id });
    if (error?.code === TASK_NOT_FOUND) return 'forgotten';
    if (error) return 'failed';
    if (result?.status.state === 'completed') return 'done';
  }
  return 'failed';
}
