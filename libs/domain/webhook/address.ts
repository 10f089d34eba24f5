import { BlockList, isIP } from 'node:net';

/** IANA special-purpose IPv4 ranges that are not globally reachable, plus multicast and reserved. */
const SPECIAL_IPV4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
];
const SPECIAL_IPV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const globalUnicast = listOf(['2000::/3']);
const special = listOf([...SPECIAL_IPV4, ...SPECIAL_IPV6]);
/** IPv4-mapped and NAT64 addresses embed an IPv4 address in their last 32 bits. */
const embedding = listOf(['::ffff:0:0/96', '64:ff9b::/96']);

/** False for loopback, private, link-local and unspecified addresses (SSRF). */
export function isPublic(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !special.check(address);
  if (version !== 6 || address.includes('%')) return false;
  const hextets = hextetsOf(address);
  if (embedding.check(address, 'ipv6')) return isPublic(lastIpv4(hextets));
  return globalUnicast.check(address, 'ipv6') && !special.check(address, 'ipv6');
}

/** The URL parser normalises spellings such as decimal IPv4; undefined for a host name, which needs DNS. */
export function literalAddress({ hostname }: URL): string | undefined {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(host)) return host;
  // RFC 6761: localhost never goes to DNS.
  return /(^|\.)localhost\.?$/i.test(host) ? '127.0.0.1' : undefined;
}

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
