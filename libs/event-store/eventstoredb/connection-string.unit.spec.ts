import { describe, expect, it } from '@jest/globals';
import { StoreError } from '../port/errors.js';
import { redacted, refuseUnsafe, targetOf } from './connection-string.js';
import { openEventStoreDB } from './store.js';

const SECRET = 's3cret';

describe('a connection string', () => {
  it('is taken apart', () => {
    expect(targetOf('esdb://localhost:2113?tls=false')).toEqual({
      hosts: [{ address: 'localhost', port: 2113 }],
      cluster: false,
      tls: false,
      options: {},
    });
    expect(targetOf('esdb://a%40b:p%3Aw@one,two:2114/?keep-alive_Interval=20000&tlsCAFile=%2Fca.pem')).toEqual({
      hosts: [
        { address: 'one', port: 2113 },
        { address: 'two', port: 2114 },
      ],
      cluster: true,
      tls: true,
      credentials: { username: 'a@b', password: 'p:w' },
      options: { keepaliveinterval: '20000', tlscafile: '/ca.pem' },
    });
    expect(targetOf('esdb+discover://events.example')).toMatchObject({ cluster: true });
  });

  it.each([
    '',
    'http://localhost:2113',
    'esdb://',
    `esdb://admin:${SECRET}@`,
    `esdb://admin:${SECRET}@host:port`,
    `esdb://admin:${SECRET}@host:2113?tls=maybe`,
    `esdb://admin:${SECRET}@host:2113?tlsVerifyCert=false`,
    `esdb://admin:${SECRET}@host:2113?colour=red`,
    `esdb://admin:${SECRET}@host:2113?keepAliveInterval=soon`,
    `esdb://admin:${SECRET}%@host:2113`,
    `esdb://admin:${SECRET}@host:2113?tlsCAFile=/nowhere/ca.pem`,
    `esdb://admin:a@${SECRET}@host:2113`,
  ])('that is none is refused without being repeated: %s', (url) => {
    let error: unknown;
    try {
      openEventStoreDB({ url });
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({ code: 'invalid-argument', fields: { field: 'url' } });
    expect(JSON.stringify(error) + String(error)).not.toContain(SECRET);
  });

  it('is printed without what is secret', () => {
    expect(redacted(`esdb://admin:${SECRET}@one:1,two:2?tls=true&connectionName=x`)).toBe(
      'esdb://one:1,two:2?tls=true',
    );
    expect(redacted(`esdb+discover://admin:${SECRET}@one:1`)).toBe('esdb+discover://one:1?tls=true');
    expect(redacted(`esdb:/admin:${SECRET}@one`)).toBe('esdb://?');
  });
});

describe('in production', () => {
  const refused = (url: string) => refuseUnsafe(url, { NODE_ENV: 'production' });

  it('another machine is never reached in clear', () => {
    for (const host of ['events.example', '10.0.0.1', 'localhost.example', 'localhost,events.example', '128.0.0.1'])
      expect(refused(`esdb://writer:${SECRET}@${host}?tls=false`)).toMatch(/^tls=false .*clear/);
    for (const host of ['localhost', 'LOCALHOST:2113', '127.0.0.1', '127.1.2.3'])
      expect(refused(`esdb://writer:${SECRET}@${host}?tls=false`)).toBeUndefined();
    expect(refused(`esdb://writer:${SECRET}@events.example`)).toBeUndefined();
  });

  it('the password that every server begins with is refused, however it is written', () => {
    for (const login of ['admin:changeit', 'admin:change%69t'])
      expect(refused(`esdb://${login}@events.example`)).toMatch(/^admin .*changeit/);
    expect(refused('esdb://admin:another@events.example')).toBeUndefined();
  });

  it('alone: elsewhere everything goes', () => {
    for (const NODE_ENV of [undefined, 'development', 'test'])
      expect(refuseUnsafe('esdb://admin:changeit@events.example?tls=false', { NODE_ENV })).toBeUndefined();
  });
});
