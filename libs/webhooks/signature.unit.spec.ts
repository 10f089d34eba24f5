import { createHmac } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { signed } from './signature.js';
import { newSigningSecret } from './webhook-store.js';

test('a body is signed as in the example that the libraries of Standard Webhooks share', () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  expect(signed([secret], 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330_999, '{"test": 2432232314}')).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

/** The signature as the specification describes it, by the cryptography of Node.js. */
function specified(secret: string, id: string, timestamp: string, body: string): string {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

test('every body has a signature of each secret, which whoever holds one of them verifies, and nobody else', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.jsonValue(), fc.jsonValue(), (id, value, other) => {
      const [secret, old, body] = [newSigningSecret(), newSigningSecret(), JSON.stringify(value)];
      const headers = { ...signed([secret, old], id, Date.now(), body) };
      const wanted = [secret, old].map((each) => specified(each, id, headers['webhook-timestamp'], body));
      expect(headers['webhook-signature'].split(' ')).toEqual(wanted);
      for (const each of [secret, old]) expect(JSON.stringify(new Webhook(each).verify(body, headers))).toBe(body);
      expect(() => new Webhook(newSigningSecret()).verify(body, headers)).toThrow();
      const changed = JSON.stringify(other);
      if (changed !== body) expect(() => new Webhook(secret).verify(changed, headers)).toThrow();
    }),
  );
});
