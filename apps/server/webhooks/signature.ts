import { createHmac } from 'node:crypto';

/** The headers by which a receiver knows who sent a body, and when: Standard Webhooks 1.0, symmetric. */
export interface SignedHeaders {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

/**
 * Signs a body with a secret (`whsec_` and base64) at a moment in milliseconds. The id is that of the event, the same
 * at each attempt, so that a receiver can drop repeats.
 */
export function signed(secret: string, id: string, now: number, body: string): SignedHeaders {
  const timestamp = String(Math.floor(now / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${mac}` };
}
