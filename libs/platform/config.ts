import { plainToInstance } from 'class-transformer';
import { IsEmail, IsIn, IsInt, IsOptional, IsUrl, Max, Min, MinLength, validateSync } from 'class-validator';
import { redacted } from '#event-store/eventstoredb/index.js';
import { isLoopback } from './loopback.js';
import { readSchedule } from './schedule.js';
import { requireSignIn } from './sign-in-settings.js';
import { readSmtpUrl } from './smtp-url.js';
import { DEFAULT_DATA_DIR, readStoreSettings, type StoreSettings } from './store-settings.js';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const ROLES = ['all', 'api', 'projector'] as const;

export class Config implements StoreSettings {
  @MinLength(1) HOST = '127.0.0.1';
  @IsInt() @Min(0) @Max(65535) PORT = 3000;
  DATA_DIR = DEFAULT_DATA_DIR;
  EVENTSTOREDB_URL?: string;
  STREAM_PREFIX?: string;
  DATABASE_URL?: string;
  @IsOptional() @MinLength(32) ADMIN_TOKEN?: string;
  /** A file with an Ed25519 private key, as PEM. */
  @IsOptional() @MinLength(1) SIGNING_KEY?: string;
  /** A file: a policy by C2SP tlog-policy. */
  @IsOptional() @MinLength(1) WITNESSES?: string;
  @MinLength(1) SEED = 'seeds/dorset-mental-health-2018';
  @IsIn(ROLES) ROLE: (typeof ROLES)[number] = 'all';
  @IsOptional() @IsUrl({ protocols: ['https'], require_protocol: true, require_tld: false }) PUBLIC_URL?: string;
  @IsOptional() @IsIn(['1']) ALLOW_HTTP?: string;
  @IsOptional() @IsInt() @Min(1) RATE_LIMIT?: number;
  @IsOptional() @IsIn(['1']) WEBHOOKS_TO_PRIVATE_ADDRESSES?: string;
  SMTP_URL?: string;
  @IsOptional() @IsEmail({ require_tld: false }) MAIL_FROM?: string;
  DIGEST?: string;
  OIDC_ISSUER?: string;
  OIDC_CLIENT_ID?: string;
  OIDC_CLIENT_SECRET?: string;
  OIDC_LABEL?: string;
  OIDC_SCOPE?: string;
  OIDC_CLAIM?: string;
  @IsIn(LOG_LEVELS) LOG_LEVEL: (typeof LOG_LEVELS)[number] = 'info';
  @IsIn(['pretty', 'json']) LOG_FORMAT: 'pretty' | 'json' = process.stdout.isTTY ? 'pretty' : 'json';
}

const OPTIONAL = [
  'EVENTSTOREDB_URL',
  'STREAM_PREFIX',
  'DATABASE_URL',
  'ADMIN_TOKEN',
  'SIGNING_KEY',
  'WITNESSES',
  'PUBLIC_URL',
  'ALLOW_HTTP',
  'RATE_LIMIT',
  'WEBHOOKS_TO_PRIVATE_ADDRESSES',
  'SMTP_URL',
  'MAIL_FROM',
  'DIGEST',
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'OIDC_LABEL',
  'OIDC_SCOPE',
  'OIDC_CLAIM',
];
const NAMES = [...Object.keys(new Config()), ...OPTIONAL];
const SECRETS = ['ADMIN_TOKEN', 'OIDC_CLIENT_SECRET'];
/** Addresses may hold a password; these functions redact it for printing. */
const ADDRESSES: Readonly<Record<string, (address: string) => string>> = {
  EVENTSTOREDB_URL: redacted,
  DATABASE_URL: withoutPassword,
  SMTP_URL: withoutPassword,
};

const NUMBERS: readonly string[] = ['PORT', 'RATE_LIMIT'];

/** Errors: one line that names the first invalid setting. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(
    NAMES.flatMap((name) => {
      const text = environment[name];
      return text ? [[name, NUMBERS.includes(name) ? Number(text) : text]] : [];
    }),
  );
  const config = plainToInstance(Config, given, { exposeDefaultValues: true });
  const [wrong] = validateSync(config);
  if (wrong)
    throw new Error(`${Object.values(wrong.constraints ?? {}).join('; ')}${shown(wrong.property, environment)}.`);
  requireTogether(config);
  requireMail(config);
  requireSignIn(config);
  readStoreSettings(environment);
  return config;
}

/** Cross-field rules, which no single decorator can check. */
function requireTogether({ HOST, PUBLIC_URL, ALLOW_HTTP, ROLE, ...stores }: Config): void {
  if (!isLoopback(HOST) && !PUBLIC_URL && !ALLOW_HTTP)
    throw new Error(`HOST ${HOST} is not loopback: set PUBLIC_URL=https://... (a proxy ends TLS) or ALLOW_HTTP=1.`);
  if (ROLE !== 'all' && !(stores.EVENTSTOREDB_URL && stores.DATABASE_URL))
    throw new Error(
      `ROLE ${ROLE} needs stores that processes share: set EVENTSTOREDB_URL and DATABASE_URL, or ROLE=all.`,
    );
}

function requireMail({ SMTP_URL, MAIL_FROM, DIGEST, PUBLIC_URL }: Config): void {
  if (SMTP_URL !== undefined) readSmtpUrl(SMTP_URL);
  if (SMTP_URL && !MAIL_FROM) throw new Error('SMTP_URL needs MAIL_FROM, the address that messages come from.');
  if (DIGEST === undefined) return;
  readSchedule(DIGEST);
  const missing = Object.entries({ SMTP_URL, PUBLIC_URL }).flatMap(([name, value]) => (value ? [] : [name]));
  if (missing.length > 0)
    throw new Error(`DIGEST needs ${missing.join(' and ')}: set it too, for messages to be sent and to link here.`);
}

export function describeConfig(config: Config): Record<string, unknown> {
  const entries = Object.entries(config).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, printable(name, value)]));
}

function shown(name: string, environment: NodeJS.ProcessEnv): string {
  const value = environment[name];
  if (value === undefined || SECRETS.includes(name) || Object.hasOwn(ADDRESSES, name)) return '';
  return ` (it is ${JSON.stringify(value)})`;
}

function printable(name: string, value: unknown): unknown {
  if (SECRETS.includes(name)) return '(set)';
  return ADDRESSES[name]?.(String(value)) ?? value;
}

/** Drops everything before the last @, and the parameters, which may hold a password. */
function withoutPassword(address: string): string {
  const [, scheme = '', rest = ''] = /^([a-z]+:\/\/)([^?#]*)/.exec(address) ?? [];
  return `${scheme}${rest.slice(rest.lastIndexOf('@') + 1)}`;
}
