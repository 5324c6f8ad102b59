import { SdkHttpError } from '@modelcontextprotocol/client';
import { SdkErrorCode } from '@resession/transport';

interface Props {
  problem?: unknown;
}

const sessionExpired = (problem: unknown) => problem instanceof SdkHttpError && problem.code === SdkErrorCode.ClientHttpSessionExpired;

export function Panel({ problem }: Props) {
  if (problem === undefined) return <p>healthy</p>;
  return sessionExpired(problem) ? <p class="warn">reconnecting</p> : <p class="error">failed</p>;
}
