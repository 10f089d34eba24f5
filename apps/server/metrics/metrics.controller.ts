import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Queries } from '#application/index.js';
import { READS } from '#domain/index.js';
import type { AttemptCounts } from '#webhooks/index.js';
import { Allow } from '../access/policy.guard.js';

export const METRICS = Symbol('metrics');

export function metricsRegistry(queries: Queries, attempts: AttemptCounts): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'action_ledger_read_models_position',
    help: 'The position up to which the read models hold every event.',
    registers: [registry],
    collect() {
      this.set(queries.position());
    },
  });
  new Counter({
    name: 'action_ledger_webhook_attempts_total',
    help: 'Attempts of this process to send an event to a webhook, by what came of them.',
    labelNames: ['outcome'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [outcome, count] of attempts) this.inc({ outcome }, count);
    },
  });
  return registry;
}

export function countResponses(fastify: FastifyInstance, registry: Registry): void {
  const seconds = new Histogram({
    name: 'action_ledger_http_seconds',
    help: 'Seconds to answer, by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2],
    registers: [registry],
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    seconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  });
}

@Controller('metrics')
export class MetricsController {
  constructor(@Inject(METRICS) private readonly registry: Registry) {}

  @Get()
  @Allow(READS)
  async metrics(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    reply.type(this.registry.contentType);
    return this.registry.metrics();
  }
}
