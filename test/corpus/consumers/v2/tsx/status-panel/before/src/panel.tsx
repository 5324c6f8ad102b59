import { SdkHttpError } from '@modelcontextprotocol/client';

interface Props {
  problem?: unknown;
}

const sessionExpired = (problem: unknown) => problem instanceof SdkHttpError && problem.status === 404;

export function Panel({ problem }: Props) {
  if (problem === undefined) return <p>healthy</p>;
  return sessionExpired(problem) ? <p class="warn">reconnecting</p> : <p class="error">failed</p>;
}
