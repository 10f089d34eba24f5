import { Webhook } from 'standardwebhooks';

/** The headers by which a receiver knows who sent a body, and when: Standard Webhooks 1.0, symmetric. */
export interface SignedHeaders {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

/**
 * Signs a body with each of some secrets (`whsec_` and base64) at a moment in milliseconds. The id is that of the
 * event, the same at each attempt, so that a receiver can drop repeats.
 */
export function signed(secrets: readonly string[], id: string, now: number, body: string): SignedHeaders {
  const signatures = secrets.map((secret) => new Webhook(secret).sign(id, new Date(now), body));
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now / 1000)),
    'webhook-signature': signatures.join(' '),
  };
}
