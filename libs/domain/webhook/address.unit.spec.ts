import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isPublic, literalAddress } from './address.js';

/** First and last address of every range that IANA's registries of special-purpose addresses list as not global. */
const NOT_PUBLIC = [
  ...['0.0.0.0', '0.255.255.255', '10.0.0.0', '10.255.255.255', '100.64.0.0', '100.127.255.255', '127.0.0.1'],
  ...['127.255.255.255', '169.254.0.0', '169.254.169.254', '172.16.0.0', '172.31.255.255', '192.0.0.0', '192.0.0.255'],
  ...['192.0.2.1', '192.88.99.1', '192.168.0.0', '192.168.255.255', '198.18.0.0', '198.19.255.255', '198.51.100.7'],
  ...['203.0.113.9', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255'],
  ...['::', '::1', '::7f00:1', '100::1', '2001::1', '2001:db8::1', '2002:7f00:1::', '3fff::1', '5f00::1', 'fc00::1'],
  ...['fdff::1', 'fe80::1', 'fe80::1%1', 'fec0::1', 'ff02::1', '64:ff9b:1::1', '4000::1'],
];
/** Their neighbours, and others. */
const PUBLIC = [
  ...['1.1.1.1', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255', '128.0.0.0'],
  ...['169.253.255.255', '169.255.0.0', '172.15.255.255', '172.32.0.0', '192.0.1.0', '192.167.255.255', '192.169.0.0'],
  ...['198.17.255.255', '198.20.0.0', '223.255.255.255', '2606:4700::1111', '2a00:1450::1', '2001:4860:4860::8888'],
];

const octets = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255));
const hex = (high: number, low: number) => ((high << 8) | low).toString(16);

describe('an address', () => {
  it.each(NOT_PUBLIC)('%s is none of the public Internet', (address) => expect(isPublic(address)).toBe(false));
  it.each(PUBLIC)('%s is one of the public Internet', (address) => expect(isPublic(address)).toBe(true));
  it.each(['', 'example.org', '1.2.3', '0x7f.0.0.1', '[::1]'])('%j is no address', (text) =>
    expect(isPublic(text)).toBe(false),
  );

  it('of IPv6 that stands for one of IPv4 is public if and only if that is', () => {
    fc.assert(
      fc.property(octets, ([a, b, c, d]) => {
        const dotted = [a, b, c, d].join('.');
        for (const prefix of ['::ffff:', '64:ff9b::'])
          for (const tail of [dotted, `${hex(a, b)}:${hex(c, d)}`])
            expect({ prefix, tail, is: isPublic(prefix + tail) }).toEqual({ prefix, tail, is: isPublic(dotted) });
      }),
    );
  });

  it('is found in a URL in whatever spelling', () => {
    fc.assert(
      fc.property(octets, fc.constantFrom('decimal', 'octal', 'hex', 'short'), ([a, b, c, d], spelling) => {
        const whole = ((a * 256 + b) * 256 + c) * 256 + d;
        const host = {
          decimal: String(whole),
          octal: [a, b, c, d].map((octet) => `0${octet.toString(8)}`).join('.'),
          hex: `0x${whole.toString(16)}`,
          short: `${a}.${(b * 256 + c) * 256 + d}`,
        }[spelling];
        expect(literalAddress(new URL(`https://${host}:8443/hook`))).toBe([a, b, c, d].join('.'));
      }),
    );
    expect(literalAddress(new URL('https://[::1]/'))).toBe('::1');
    expect(literalAddress(new URL('https://hooks.localhost./'))).toBe('127.0.0.1');
    expect(literalAddress(new URL('https://localhost.example.org/'))).toBeUndefined();
  });
});
