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
    ['ROLE', 'both', /ROLE must be one of .*projector/],
    ['ROLE', 'api', /ROLE api needs .*EVENTSTOREDB_URL and DATABASE_URL/],
    ['HOST', '0.0.0.0', /HOST 0\.0\.0\.0 is not loopback.*PUBLIC_URL.*ALLOW_HTTP/],
    ['PUBLIC_URL', 'http://ledger.example', /PUBLIC_URL must be/],
    ['EVENTSTOREDB_URL', 'http://localhost:2113', /EVENTSTOREDB_URL is wrong. .*esdb:\/\//],
    ['DATABASE_URL', 'mysql://localhost', /DATABASE_URL must be .*postgres:\/\//],
    ['OIDC_CLIENT_SECRET', 'hush', /^(?!.*hush)OIDC_CLIENT_SECRET is for OIDC_ISSUER, which is not set/],
    ['OIDC_ISSUER', 'https://id.example.org', /OIDC_ISSUER needs OIDC_CLIENT_ID/],
    ['STREAM_PREFIX', 'a b', /STREAM_PREFIX must be .*"a b"/],
    ['STREAM_PREFIX', 'mine-', /STREAM_PREFIX is for EVENTSTOREDB_URL/],
  ])('refuse %s=%s in one line', (name, value, message) => {
    expect(() => readConfig({ [name]: value })).toThrow(message);
  });

  const SIGN_IN = { OIDC_ISSUER: 'https://id.example.org', OIDC_CLIENT_ID: 'ledger' };

  it.each([
    [{}, undefined],
    [{ OIDC_ISSUER: 'http://127.0.0.1:9000/realms/nhs', OIDC_CLIENT_SECRET: 'hush', OIDC_CLAIM: 'post' }, undefined],
    [{ OIDC_ISSUER: 'http://id.example.org' }, /OIDC_ISSUER must begin with https:\/\/.*"http:\/\/id/],
    [{ OIDC_ISSUER: 'id.example.org' }, /OIDC_ISSUER must be the address/],
    [{ OIDC_ISSUER: 'https://me:hush@id.example.org' }, /^(?!.*hush)OIDC_ISSUER must be the issuer alone/],
    [{ OIDC_ISSUER: 'https://id.example.org/.well-known/openid-configuration' }, /the issuer alone/],
    [{ OIDC_CLIENT_ID: 'two words' }, /OIDC_CLIENT_ID must be one word.*"two words"/],
    [{ OIDC_CLIENT_SECRET: 'hush hush' }, /^(?!.*hush)OIDC_CLIENT_SECRET must have/],
    [{ OIDC_LABEL: 'x'.repeat(61) }, /OIDC_LABEL must be one line of at most 60/],
    [{ OIDC_SCOPE: 'profile' }, /OIDC_SCOPE must hold openid/],
    [{ HOST: '0.0.0.0', ALLOW_HTTP: '1' }, /OIDC_ISSUER needs PUBLIC_URL/],
    [{ HOST: '0.0.0.0', PUBLIC_URL: 'https://ledger.example.org' }, undefined],
  ])('of the sign-in at the organisation, %p, are right or say why not', (given, message) => {
    const read = () => readConfig({ ...SIGN_IN, ...given });
    if (message) expect(read).toThrow(message);
    else expect(JSON.stringify(describeConfig(read()))).not.toContain('hush');
  });

  it('never show a secret, nor a wrong one', () => {
    expect(() => readConfig({ ADMIN_TOKEN: 'hush' })).toThrow(/^(?!.*hush).*ADMIN_TOKEN must be longer/);
    const secret = 'a secret of more than thirty-two letters';
    expect(JSON.stringify(describeConfig(readConfig({ ADMIN_TOKEN: secret })))).not.toContain(secret);
    expect(() => readConfig({ EVENTSTOREDB_URL: 'esdb://me:hush@host?tls=no' })).toThrow(
      /^(?!.*hush).*EVENTSTOREDB_URL/,
    );
    expect(() => readConfig({ DATABASE_URL: 'mysql://me:hush@host' })).toThrow(/^(?!.*hush).*DATABASE_URL must/);
  });

  it('show where the stores are, without the password', () => {
    const described = describeConfig(
      readConfig({
        EVENTSTOREDB_URL: 'esdb://me:hush@one:2113,two:2113?tlsCAFile=/etc/hush',
        DATABASE_URL: 'postgres://me:hu@sh@host:5432/ledger?password=hush',
      }),
    );
    expect(described).toMatchObject({
      EVENTSTOREDB_URL: 'esdb://one:2113,two:2113?tls=true',
      DATABASE_URL: 'postgres://host:5432/ledger',
    });
  });

  it('refuse in production what an EventStoreDB begins with, and what goes over the wire in clear', () => {
    const url = 'esdb://admin:changeit@store.example:2113';
    expect(readConfig({ EVENTSTOREDB_URL: url }).EVENTSTOREDB_URL).toBe(url);
    const production = { NODE_ENV: 'production' };
    for (const [unsafe, why] of [
      [url, /^EVENTSTOREDB_URL is refused .*changeit/],
      ['esdb://me:secret@store.example:2113?tls=false', /^(?!.*secret).*tls=false/],
    ] as const)
      expect(() => readConfig({ ...production, EVENTSTOREDB_URL: unsafe })).toThrow(why);
    expect(readConfig({ ...production, EVENTSTOREDB_URL: 'esdb://me:secret@store.example:2113' }).PORT).toBe(3000);
  });

  it('let processes take roles where they share both stores', () => {
    const stores = { EVENTSTOREDB_URL: 'esdb://localhost:2113', DATABASE_URL: 'postgres://localhost/ledger' };
    expect(readConfig({ ...stores, ROLE: 'projector' }).ROLE).toBe('projector');
    expect(() => readConfig({ DATABASE_URL: stores.DATABASE_URL, ROLE: 'api' })).toThrow(/EVENTSTOREDB_URL/);
  });

  it('listen to others where a proxy or the operator answers for it', () => {
    expect(readConfig({ HOST: '0.0.0.0', ALLOW_HTTP: '1' }).HOST).toBe('0.0.0.0');
    expect(readConfig({ HOST: '0.0.0.0', PUBLIC_URL: 'https://ledger.example' }).HOST).toBe('0.0.0.0');
  });
});
