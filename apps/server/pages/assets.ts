import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { PAGES_FOLDER } from '#pages/index.js';

/** Styles, script and images: their names hold their hash, so browsers keep them for ever. */
export function servePageAssets(fastify: FastifyInstance): void {
  void fastify.register(fastifyStatic, {
    root: join(PAGES_FOLDER, 'assets'),
    prefix: '/assets/',
    decorateReply: false,
    index: false,
    immutable: true,
    maxAge: '365d',
    preCompressed: true,
  });
}
