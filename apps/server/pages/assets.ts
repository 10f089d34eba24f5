import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { PAGES_FOLDER } from '#pages/index.js';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

interface Asset {
  readonly type: string;
  readonly plain: Buffer;
  readonly gzip: Buffer;
}

/**
 * Styles, script and images, a few hundred kilobytes that stay in memory: their names hold their hash, so browsers
 * keep them for ever.
 */
export function servePageAssets(fastify: FastifyInstance): void {
  const folder = join(PAGES_FOLDER, 'assets');
  const read = (name: string): readonly [string, Asset] => [
    name,
    {
      type: TYPES[extname(name)] ?? 'application/octet-stream',
      plain: readFileSync(join(folder, name)),
      gzip: readFileSync(join(folder, `${name}.gz`)),
    },
  ];
  const assets = new Map(
    readdirSync(folder)
      .filter((name) => !name.endsWith('.gz'))
      .map(read),
  );
  fastify.get<{ Params: { name: string } }>('/assets/:name', (request, reply) => {
    const asset = assets.get(request.params.name);
    if (!asset) return reply.callNotFound();
    reply.type(asset.type).header('cache-control', 'public, max-age=31536000, immutable');
    reply.header('vary', 'accept-encoding');
    if (!/\bgzip\b/.test(String(request.headers['accept-encoding']))) return reply.send(asset.plain);
    return reply.header('content-encoding', 'gzip').send(asset.gzip);
  });
}
