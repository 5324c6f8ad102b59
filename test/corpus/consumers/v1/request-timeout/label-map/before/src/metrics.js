const LABELS = {
  [-32700]: 'parse_error',
  [-32600]: 'invalid_request',
  [-32601]: 'method_not_found',
  [-32602]: 'invalid_params',
  [-32603]: 'internal_error',
  [-32000]: 'connection_closed',
  [-32001]: 'request_timeout',
  [-32002]: 'resource_not_found',
};

const counts = new Map();

export function count(error) {
  const label = LABELS[error?.code] ?? 'other';
  counts.set(label, (counts.get(label) ?? 0) + 1);
  return label;
}

export function snapshot() {
  return Object.fromEntries(counts);
}
