import { Webhook } from 'standardwebhooks';

/** Standard Webhooks 1.0, symmetric. */
export interface SignedHeaders {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

/** The event's id stays the same at each attempt, so that a receiver can deduplicate. */
export function signed(secrets: readonly string[], id: string, now: number, body: string): SignedHeaders {
  const signatures = secrets.map((secret) => new Webhook(secret).sign(id, new Date(now), body));
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now / 1000)),
    'webhook-signature': signatures.join(' '),
  };
}
