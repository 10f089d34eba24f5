import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import spectral from '@stoplight/spectral-core';
import rulesets from '@stoplight/spectral-rulesets';
import { createApp } from '#apps/server/app.js';
import { openApiDocument, operations } from '#apps/server/openapi/document.js';
import { readConfig } from '#platform/config.js';

describe('the OpenAPI document', () => {
  let app: NestFastifyApplication;
  let served: string[];
  let close: () => Promise<void>;

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'openapi-'));
    const config = readConfig({ DATA_DIR: folder, SEED: 'none', LOG_LEVEL: 'silent' });
    app = await createApp(config, new AbortController().signal);
    const fastify = app.getHttpAdapter().getInstance();
    served = routesOf(fastify.printRoutes({ commonPrefix: false }));
    close = async () => {
      await app.close();
      rmSync(folder, { recursive: true });
    };
  });
  afterAll(() => close());

  it('holds every route that is served, and no other', () => {
    const documented = operations().map(
      ({ method, path }) => `${method.toUpperCase()} ${path.replace('{tile}', '*').replace(/\{(\w+)\}/g, ':$1')}`,
    );
    // Pages are no part of it. Programs that ask for / are answered by /api.
    const ofApi = served.filter((route) => /^\w+ \/(api(?!\/docs)|health|metrics)/.test(route));
    // Fastify prints a wildcard apart from the words before it.
    const said = new Map([
      ['GET /api', 'GET /'],
      ['GET /api*', 'GET /api/tile/*'],
    ]);
    expect(ofApi.map((route) => said.get(route) ?? route).sort()).toEqual(documented.sort());
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
