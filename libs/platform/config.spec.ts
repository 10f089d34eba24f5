import { describe, expect, it } from '@jest/globals';
import { describeConfig, readConfig } from './config.js';

describe('the settings', () => {
  it('have a default that works on one machine', () => {
    expect(readConfig({})).toMatchObject({ HOST: '127.0.0.1', PORT: 3000, DATA_DIR: './data', ROLE: 'all' });
  });

  it('are taken from the environment, other variables left alone', () => {
    expect(readConfig({ PORT: '8080', RATE_LIMIT: '600', PATH: '/bin' })).toMatchObject({
      PORT: 8080,
      RATE_LIMIT: 600,
    });
  });

  it.each([
    ['PORT', 'abc', /PORT must .*"abc"/],
    ['PORT', '70000', /PORT must not be greater than 65535/],
    ['LOG_LEVEL', 'loud', /LOG_LEVEL must be one of .*fatal/],
    ['ROLE', 'api', /ROLE must be all: .*share/],
    ['HOST', '0.0.0.0', /HOST 0\.0\.0\.0 is not loopback.*PUBLIC_URL.*ALLOW_HTTP/],
    ['PUBLIC_URL', 'http://ledger.example', /PUBLIC_URL must be/],
    ['EVENTSTOREDB_URL', 'esdb://localhost', /EVENTSTOREDB_URL cannot be used: .*SQLite/],
    ['DATABASE_URL', 'postgres://localhost', /DATABASE_URL cannot be used: .*SQLite/],
  ])('refuse %s=%s in one line', (name, value, message) => {
    expect(() => readConfig({ [name]: value })).toThrow(message);
  });

  it('never show a secret, nor a wrong one', () => {
    expect(() => readConfig({ ADMIN_TOKEN: 'hush' })).toThrow(/^(?!.*hush).*ADMIN_TOKEN must be longer/);
    const secret = 'a secret of more than thirty-two letters';
    expect(JSON.stringify(describeConfig(readConfig({ ADMIN_TOKEN: secret })))).not.toContain(secret);
  });

  it('listen to others where a proxy or the operator answers for it', () => {
    expect(readConfig({ HOST: '0.0.0.0', ALLOW_HTTP: '1' }).HOST).toBe('0.0.0.0');
    expect(readConfig({ HOST: '0.0.0.0', PUBLIC_URL: 'https://ledger.example' }).HOST).toBe('0.0.0.0');
  });
});
