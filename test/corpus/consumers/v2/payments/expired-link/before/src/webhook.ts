export interface PaymentEvent {
  readonly type: string;
  readonly failure?: { readonly message: string };
}

export function followUp(event: PaymentEvent): 'send-new-link' | 'nothing' {
  if (event.type === 'checkout.session.expired') return 'send-new-link';
  if (event.failure !== undefined && /checkout session (?:has )?expired/i.test(event.failure.message)) {
    return 'send-new-link';
  }
  return 'nothing';
}
