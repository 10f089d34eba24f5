import { StoreError } from '../port/errors.js';

export interface Host {
  readonly address: string;
  readonly port: number;
}

export interface ConnectionTarget {
  readonly hosts: readonly Host[];
  /** Discover the leader by gossip instead of using the host as the node. */
  readonly cluster: boolean;
  readonly tls: boolean;
  readonly credentials?: { readonly username: string; readonly password: string };
  readonly options: Readonly<Record<string, string>>;
}

const SHAPE = /^(esdb|esdb\+discover):\/\/(?:([^:@/?\s]+):([^@/?\s]+)@)?([^@/?\s]+)\/?(?:\?([^?\s]+))?$/;
const HOST = /^([a-z0-9._-]+)(?::(\d{1,5}))?$/i;
const DEFAULT_PORT = 2113;

const TEXTS = ['tlscafile', 'usercertfile', 'userkeyfile', 'connectionname'] as const;
const NUMBERS = [
  'keepaliveinterval',
  'keepalivetimeout',
  'discoveryinterval',
  'gossiptimeout',
  'maxdiscoverattempts',
] as const;
const KNOWN: readonly string[] = ['tls', ...TEXTS, ...NUMBERS];
const SPELLED =
  'tls, tlsCAFile, userCertFile, userKeyFile, connectionName, keepAliveInterval, keepAliveTimeout, discoveryInterval, gossipTimeout and maxDiscoverAttempts';

/**
 * Stricter than the client, which prints unknown options, passwords included.
 * Errors: `invalid-argument`, whose message never contains the string.
 */
export function targetOf(url: string): ConnectionTarget {
  const [, scheme, username, password, hosts = '', query = ''] = SHAPE.exec(url.trim()) ?? [];
  if (scheme === undefined)
    throw invalid('It must look like esdb://user:password@host:2113?tls=true or esdb+discover://host:2113');
  const { tls = 'true', ...options } = optionsOf(query);
  if (tls !== 'true' && tls !== 'false') throw invalid('Its tls must be true or false');
  const named = hosts.split(',').map(hostOf);
  return {
    hosts: named,
    cluster: scheme === 'esdb+discover' || named.length > 1,
    tls: tls === 'true',
    ...(username && password && { credentials: { username: decoded(username), password: decoded(password) } }),
    options,
  };
}

function hostOf(text: string): Host {
  const [, address, port = DEFAULT_PORT] = HOST.exec(text) ?? [];
  if (address === undefined)
    throw invalid('Each of its hosts must be a name or an IPv4 address, with a port or without');
  return { address, port: Number(port) };
}

function optionsOf(query: string): Record<string, string> {
  const pairs = query === '' ? [] : query.split('&').map((pair) => pair.split('=') as [string, string?]);
  const options: Record<string, string> = {};
  for (const [key, value = ''] of pairs) {
    const name = key.toLowerCase().replace(/[_-]/g, '');
    if (name === 'tlsverifycert')
      throw invalid(
        'tlsVerifyCert is not supported: certificates are always verified; name your authority in tlsCAFile',
      );
    if (!KNOWN.includes(name)) throw invalid(`Its options are ${SPELLED}`);
    if ((NUMBERS as readonly string[]).includes(name) && !/^\d{1,9}$/.test(value))
      throw invalid(`The value of ${key} must be a whole number`);
    options[name] = decoded(value);
  }
  return options;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid('A % in it must be written as %25');
  }
}

const invalid = (reason: string) =>
  new StoreError('invalid-argument', `Invalid EventStoreDB connection string. ${reason}.`, { field: 'url' });

export const hostsOf = ({ hosts }: ConnectionTarget): string =>
  hosts.map(({ address, port }) => `${address}:${port}`).join(', ');

/** For logs: without password and options. */
export function redacted(url: string): string {
  try {
    const { hosts, cluster, tls } = targetOf(url);
    const scheme = cluster && hosts.length === 1 ? 'esdb+discover' : 'esdb';
    return `${scheme}://${hosts.map(({ address, port }) => `${address}:${port}`).join(',')}?tls=${tls}`;
  } catch {
    return 'esdb://?';
  }
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3})$/i;

/**
 * Reason to refuse a connection string when NODE_ENV is `production`, without full stop; undefined where it is safe.
 */
export function refuseUnsafe(url: string, env: { readonly NODE_ENV?: string }): string | undefined {
  if (env.NODE_ENV !== 'production') return undefined;
  const { tls, hosts, credentials } = targetOf(url);
  if (!tls && hosts.some(({ address }) => !LOOPBACK.test(address)))
    return 'tls=false sends everything in clear to another machine; leave it out, and name your authority in tlsCAFile';
  if (credentials?.username === 'admin' && credentials.password === 'changeit')
    return 'admin with the password changeit is what every EventStoreDB begins with; make a user of its own';
  return undefined;
}
