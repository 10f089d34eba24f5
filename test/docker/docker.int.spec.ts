import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { validate as lint } from 'dockerfile-utils';
import { parse } from 'yaml';
import { readConfig } from '#platform/config.js';
import { ROOT } from '../support/processes.js';

interface Service {
  readonly image?: string;
  readonly restart?: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly networks?: readonly string[];
  readonly depends_on?: readonly string[] | Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: object;
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: object;
  readonly networks: object;
}

const FILES = ['docker/compose.yaml', 'docker/compose.cluster.yaml'];
/** What the files ask for, as somebody sets it. */
const GIVEN: Readonly<Record<string, string>> = {
  ADMIN_TOKEN: 'x'.repeat(32),
  PUBLIC_HOST: 'ledger.example',
  POSTGRES_PASSWORD: 'given',
  ES_PASSWORD: 'given',
  ES_ADMIN_PASSWORD: 'given',
};

const text = (file: string) => readFileSync(join(ROOT, file), 'utf8');
/** As Compose reads it: anchors merged, variables put in, `$$` a dollar. */
const read = (file: string): Compose =>
  parse(
    text(file).replace(/\$\$|\$\{(\w+)(?::\?[^}]*)?\}/g, (all, name) => (name ? String(GIVEN[name]) : all.slice(1))),
    { merge: true },
  );
/** The schema without the names that drafts gave their parts, which are no longer names. */
const schema = JSON.parse(text('test/docker/compose-spec.schema.json'), (name, value) =>
  (name === 'id' || name === '$schema') && typeof value === 'string' ? undefined : value,
);
const ofLedger = ({ services }: Compose) => Object.values(services).filter(({ image }) => image === 'action-ledger');
const settingsIn = ({ services }: Compose) =>
  ofLedger({ services, volumes: {}, networks: {} }).map(({ environment }) => environment ?? {});
/** What every container of the image is started with. */
const ofImage = Object.fromEntries(
  [...(/^ENV (.*)$/m.exec(text('docker/Dockerfile'))?.[1] ?? '').matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [
    name,
    value,
  ]),
);

describe.each(FILES)('%s', (file) => {
  const compose = read(file);

  test('starts each EventStoreDB with threads enough, and again also when it ends of its own accord', () => {
    const stores = Object.values(compose.services).filter(({ image }) => image?.startsWith('eventstore/eventstore:'));
    expect(stores.length).toBeGreaterThan(0);
    for (const { environment, restart } of stores) {
      expect(environment).toMatchObject({ DOTNET_ThreadPool_ForceMinWorkerThreads: '20' });
      expect(restart).toBe('unless-stopped');
    }
  });

  test('is what the Compose Specification allows', () => {
    const validate = new Ajv2019({ strict: false, validateFormats: false }).compile(schema);
    validate(compose);
    expect(validate.errors).toBe(null);
  });

  test('names only services, volumes and networks that it has', () => {
    const { services, volumes, networks } = compose;
    for (const [name, service] of Object.entries(services)) {
      const needed = Array.isArray(service.depends_on) ? service.depends_on : Object.keys(service.depends_on ?? {});
      const mounted = (service.volumes ?? []).map((volume) => volume.split(':')[0] ?? '');
      expect({ name, needed: needed.filter((each) => !(each in services)) }).toEqual({ name, needed: [] });
      expect({ name, unknown: (service.networks ?? []).filter((each) => !(each in networks)) }).toEqual({
        name,
        unknown: [],
      });
      const missing = mounted.filter((each) =>
        each.startsWith('.') ? !existsSync(join(ROOT, dirname(file), each)) : !(each in volumes),
      );
      expect({ name, missing }).toEqual({ name, missing: [] });
    }
  });

  test('waits only for the health of what has a check', () => {
    const waited = Object.values(compose.services).flatMap(({ depends_on = {} }) =>
      Object.entries(depends_on).flatMap(([name, { condition }]) => (condition === 'service_healthy' ? [name] : [])),
    );
    expect(waited.filter((name) => compose.services[name]?.healthcheck === undefined)).toEqual([]);
    expect(waited.length).toBeGreaterThan(0);
  });

  test('gives every process settings that it takes', () => {
    const configs = settingsIn(compose).map((environment) => readConfig({ ...ofImage, ...environment }));
    const roles = configs.map(({ ROLE }) => ROLE);
    expect(roles.filter((role) => role === 'projector')).toHaveLength(1);
    expect(roles.filter((role) => role === 'api')).toHaveLength(roles.length - 1);
    for (const { EVENTSTOREDB_URL } of configs) {
      const hosts = [...String(EVENTSTOREDB_URL).matchAll(/(?<=[/@,])([\w-]+):2113/g)].map(([, host]) => host);
      expect(hosts.filter((host) => !(String(host) in compose.services))).toEqual([]);
      expect(hosts.length).toBeGreaterThan(0);
    }
  });

  test('writes no password down', () => {
    const secrets = [...text(file).matchAll(/PASSWORD: +(\S+)|:\/\/\w+:(\S+?)@/g)].map(([, one, two]) => one ?? two);
    expect(secrets.filter((secret) => !secret?.startsWith('${'))).toEqual([]);
  });
});

describe('docker/Dockerfile', () => {
  const dockerfile = text('docker/Dockerfile');

  test('holds only instructions that a builder takes', () => {
    expect(lint(dockerfile)).toEqual([]);
  });

  test('copies what is there, and what is not left out', () => {
    const ignored = text('docker/Dockerfile.dockerignore');
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths = '']) =>
      paths.split(' '),
    );
    expect(copied.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    expect(copied.filter((path) => !ignored.includes(`!${path}\n`))).toEqual([]);
    expect(copied.length).toBeGreaterThan(5);
  });

  test('runs the built server as a user without rights, and looks whether it lives', () => {
    const last = dockerfile.slice(dockerfile.lastIndexOf('FROM '));
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/^HEALTHCHECK [\s\S]*\/health\/live/m);
    expect(last).toMatch(/^CMD \["node", .*"dist\/run\/server.js"\]$/m);
  });
});
