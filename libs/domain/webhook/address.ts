import { BlockList, isIP } from 'node:net';

/** Every range of IPv4 that IANA lists as of special purpose and not reachable from everywhere, multicast and reserved. */
const SPECIAL_IPV4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
];
/** The same of IPv6, within the one range of it that is given out for the whole Internet. */
const SPECIAL_IPV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const globalUnicast = listOf(['2000::/3']);
const special = listOf([...SPECIAL_IPV4, ...SPECIAL_IPV6]);
/** Addresses of IPv6 that stand for one of IPv4, which is their last 32 bits: mapped ones, and those of NAT64. */
const embedding = listOf(['::ffff:0:0/96', '64:ff9b::/96']);

/** Whether an IP address is one of the public Internet: not of a machine or network of its own, nor of no host at all. */
export function isPublic(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !special.check(address);
  if (version !== 6 || address.includes('%')) return false;
  const hextets = hextetsOf(address);
  if (embedding.check(address, 'ipv6')) return isPublic(lastIpv4(hextets));
  return globalUnicast.check(address, 'ipv6') && !special.check(address, 'ipv6');
}

/** The address that a URL names by itself, whatever its spelling; undefined for a name that is to be looked up. */
export function literalAddress({ hostname }: URL): string | undefined {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(host)) return host;
  // By RFC 6761 a name that is never looked up anywhere else.
  return /(^|\.)localhost\.?$/i.test(host) ? '127.0.0.1' : undefined;
}

/** The eight groups of 16 bits of an IPv6 address. */
function hextetsOf(address: string): number[] {
  const { hostname } = new URL(`http://[${address}]/`);
  const [head = '', tail] = hostname.slice(1, -1).split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16)));
  if (tail === undefined) return groups(head);
  const [before, after] = [groups(head), groups(tail)];
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}

function lastIpv4(hextets: readonly number[]): string {
  return hextets
    .slice(-2)
    .flatMap((group) => [group >> 8, group & 255])
    .join('.');
}

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', bits] = range.split('/');
    list.addSubnet(network, Number(bits), isIP(network) === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}
