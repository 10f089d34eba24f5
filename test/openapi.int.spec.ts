import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import spectral from '@stoplight/spectral-core';
import rulesets from '@stoplight/spectral-rulesets';
import { buildApp } from '#apps/server/http/app.js';
import { onlyChecks } from '#apps/server/http/health.controller.js';
import { openApiDocument, operations } from '#apps/server/http/openapi/document.js';
import { openBegunLedger } from '#apps/server/ledger/begin-ledger.js';
import { eventsOf, readModelsOf } from '#apps/server/ledger/locations.js';
import { openReadSide } from '#apps/server/ledger/read-side.js';
import { readConfig } from '#platform/config.js';

describe('the OpenAPI document', () => {
  let app: NestFastifyApplication;
  let served: string[];
  let close: () => Promise<void>;

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'openapi-'));
    const ledger = await openBegunLedger({ DATA_DIR: folder }, 'Test');
    const stopping = new AbortController().signal;
    const readSide = await openReadSide({
      readModels: readModelsOf({ DATA_DIR: folder }),
      events: eventsOf({ DATA_DIR: folder }),
      projects: true,
      directory: ledger.access.directory,
      stopping,
    });
    const queries = {
      ...readSide,
      unreachableSince: () => undefined,
      head: async () => undefined,
      settle: async () => {},
    };
    const config = readConfig({ LOG_LEVEL: 'silent' });
    const said = { attempts: new Map(), illustrative: () => false };
    app = await buildApp({ config, ledger, queries, ...said, admins: [], readiness: onlyChecks([]), stopping });
    const fastify = app.getHttpAdapter().getInstance();
    served = routesOf(fastify.printRoutes({ commonPrefix: false }));
    close = async () => {
      await app.close();
      await readSide.stop();
      await ledger.close();
      rmSync(folder, { recursive: true });
    };
  });
  afterAll(() => close());

  it('holds every route that is served, and no other', () => {
    const documented = operations().map(
      ({ method, path }) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
    );
    expect(served.filter((route) => !route.includes('/api/docs')).sort()).toEqual(documented.sort());
  });

  it('has no error by the public rules for OpenAPI', async () => {
    const linter = new spectral.Spectral();
    linter.setRuleset({ extends: [rulesets.oas] } as never);
    const found = await linter.run(JSON.stringify(openApiDocument()));
    expect(found.filter(({ severity }) => severity === 0)).toEqual([]);
  });
});

/** The routes that Fastify prints as a tree, as `METHOD /path`; HEAD comes with every GET. */
function routesOf(tree: string): string[] {
  const path: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const match = /^([│├└─\s]*)(\S+?)?(?: \(([A-Z, ]+)\))?$/.exec(line);
    if (!match?.[2]) return [];
    const depth = (match[1] as string).length / 4;
    path.length = Math.max(depth - 1, 0);
    path[depth - 1] = match[2];
    const methods = (match[3] ?? '').split(', ').filter((method) => method !== '' && method !== 'HEAD');
    return methods.map((method) => `${method} ${path.join('')}`);
  });
}
