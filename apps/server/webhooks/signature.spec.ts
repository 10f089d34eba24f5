import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { newSigningSecret } from '#platform/access/webhooks/port.js';
import { signed } from './signature.js';

test('a body is signed as in the example that the libraries of Standard Webhooks share', () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  expect(signed(secret, 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330_999, '{"test": 2432232314}')).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

test('their own library verifies every body, and none that was changed or signed with another secret', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.jsonValue(), fc.jsonValue(), (id, value, other) => {
      const [secret, body] = [newSigningSecret(), JSON.stringify(value)];
      const headers = { ...signed(secret, id, Date.now(), body) };
      expect(JSON.stringify(new Webhook(secret).verify(body, headers))).toBe(body);
      expect(() => new Webhook(newSigningSecret()).verify(body, headers)).toThrow();
      const changed = JSON.stringify(other);
      if (changed !== body) expect(() => new Webhook(secret).verify(changed, headers)).toThrow();
    }),
  );
});
