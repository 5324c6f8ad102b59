interface Payments {
  retrieve(id: string): Promise<{ url: string }>;
  create(cart: string): Promise<{ id: string; url: string }>;
}

interface PaymentError extends Error {
  statusCode?: number;
  code?: string;
}

export async function checkoutUrl(payments: Payments, cart: string, sessionId: string): Promise<string> {
  try {
    return (await payments.retrieve(sessionId)).url;
  } catch (error) {
    const { statusCode, code } = error as PaymentError;
    if (statusCode === 404 || code === 'resource_missing') return (await payments.create(cart)).url;
    throw error;
  }
}
