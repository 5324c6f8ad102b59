interface HttpFailure {
  isHttpFailure: true;
  response?: { status: number; data: unknown };
}

export interface Crm {
  get(path: string): Promise<{ data: { name: string } }>;
}

export async function customer(crm: Crm, id: string): Promise<string> {
  try {
    return (await crm.get(`/customers/${id}`)).data.name;
  } catch (error) {
    const failure = error as Partial<HttpFailure>;
    if (failure.response?.status === 404) return 'nobody';
    throw error;
  }
}
