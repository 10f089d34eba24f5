import { plainToInstance } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsUrl, Max, Min, MinLength, validateSync } from 'class-validator';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** The settings, read once from the environment: design, section 10. */
export class Config {
  @MinLength(1) HOST = '127.0.0.1';
  @IsInt() @Min(0) @Max(65535) PORT = 3000;
  @MinLength(1) DATA_DIR = './data';
  @IsOptional() @MinLength(32) ADMIN_TOKEN?: string;
  @MinLength(1) SEED = 'seeds/dorset-mental-health-2018';
  @IsIn(['all'], {
    message: 'ROLE must be all: the others need stores that processes share, and this version has none',
  })
  ROLE = 'all';
  @IsOptional() @IsUrl({ protocols: ['https'], require_protocol: true, require_tld: false }) PUBLIC_URL?: string;
  @IsOptional() @IsIn(['1']) ALLOW_HTTP?: string;
  /** Requests a minute that one credential may make. */
  @IsOptional() @IsInt() @Min(1) RATE_LIMIT?: number;
  @IsIn(LOG_LEVELS) LOG_LEVEL: (typeof LOG_LEVELS)[number] = 'info';
  @IsIn(['pretty', 'json']) LOG_FORMAT: 'pretty' | 'json' = process.stdout.isTTY ? 'pretty' : 'json';
}

const NAMES = Object.keys({ ...new Config(), ADMIN_TOKEN: 0, PUBLIC_URL: 0, ALLOW_HTTP: 0, RATE_LIMIT: 0 });
const SECRETS = ['ADMIN_TOKEN'];
const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/;
// Settings that this version knows of and cannot honour: better to stop than to ignore them.
const LATER: Readonly<Record<string, string>> = {
  EVENTSTOREDB_URL: 'this version keeps events in SQLite only',
  DATABASE_URL: 'this version keeps read models in SQLite only',
  STREAM_PREFIX: 'it goes with EVENTSTOREDB_URL',
};

/** The settings of an environment; throws one clear line where one of them is wrong. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  for (const [name, why] of Object.entries(LATER)) {
    if (environment[name]) throw new Error(`${name} cannot be used: ${why}.`);
  }
  const given = Object.fromEntries(NAMES.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])));
  for (const name of ['PORT', 'RATE_LIMIT']) {
    if (name in given) given[name] = Number(given[name]) as unknown as string;
  }
  const config = plainToInstance(Config, given, { exposeDefaultValues: true });
  const [wrong] = validateSync(config);
  if (wrong)
    throw new Error(`${Object.values(wrong.constraints ?? {}).join('; ')}${shown(wrong.property, environment)}.`);
  if (!LOOPBACK.test(config.HOST) && !config.PUBLIC_URL && !config.ALLOW_HTTP) {
    throw new Error(
      `HOST ${config.HOST} is not loopback: set PUBLIC_URL=https://... (a proxy ends TLS) or ALLOW_HTTP=1.`,
    );
  }
  return config;
}

/** The settings as lines to print, without secrets. */
export function describeConfig(config: Config): Record<string, unknown> {
  const entries = Object.entries(config).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, SECRETS.includes(name) ? '(set)' : value]));
}

function shown(name: string, environment: NodeJS.ProcessEnv): string {
  return SECRETS.includes(name) ? '' : ` (it is ${JSON.stringify(environment[name])})`;
}
