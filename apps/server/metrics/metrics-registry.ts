import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, type Metric, Registry } from 'prom-client';
import type { Queries, StoreWatch } from '#application/index.js';
import { METRICS, type MetricKey, type MetricSample, measure, onMetricSample } from '#platform/index.js';
import type { AttemptCounts } from '#webhooks/index.js';
import { STORE_WATCH } from '../event-store/event-store.module.js';
import { QUERIES } from '../queries/queries.controller.js';
import { ATTEMPTS } from '../webhooks/webhooks.module.js';
import type { WebhookBacklog } from './webhook-backlog.js';

/** The figures of this process, as Prometheus reads them: what is measured, and what is asked when they are read. */
@Injectable()
export class MetricsRegistry implements OnApplicationShutdown {
  private readonly registry = new Registry();
  private readonly metrics = new Map<MetricKey, Metric>();
  private readonly stopListening: () => void;
  readonly contentType = this.registry.contentType;

  constructor(
    @Inject(QUERIES) private readonly queries: Queries,
    @Inject(STORE_WATCH) private readonly watch: StoreWatch,
    @Inject(ATTEMPTS) private readonly attempts: AttemptCounts,
  ) {
    collectDefaultMetrics({ register: this.registry });
    for (const key of Object.keys(METRICS) as MetricKey[]) this.metrics.set(key, metricOf(key, this.registry));
    this.stopListening = onMetricSample((measurement) => this.take(measurement));
  }

  /** The metrics as text, with the backlog of the webhooks as it was found now. */
  async text(backlog: WebhookBacklog | undefined): Promise<string> {
    const position = this.queries.position();
    const head = this.watch.lastSeen()?.head;
    this.take({ metric: 'readModelsPosition', value: position, labels: {} });
    if (head !== undefined) this.take({ metric: 'projectorLag', value: Math.max(head - position, 0), labels: {} });
    this.metrics.get('webhookAttempts')?.reset();
    for (const [outcome, value] of this.attempts) this.take({ metric: 'webhookAttempts', value, labels: { outcome } });
    if (backlog) {
      this.take({ metric: 'webhookBacklog', value: backlog.events, labels: {} });
      this.take({ metric: 'webhookBacklogAge', value: backlog.ageSeconds, labels: {} });
    }
    return this.registry.metrics();
  }

  onApplicationShutdown(): void {
    this.stopListening();
  }

  private take({ metric, value, labels }: MetricSample): void {
    const found = this.metrics.get(metric);
    if (found instanceof Counter) found.inc(labels, value);
    else if (found instanceof Gauge) found.set(labels, value);
    else if (found instanceof Histogram) found.observe(labels, value);
  }
}

function metricOf(key: MetricKey, registry: Registry): Metric {
  const definition = METRICS[key];
  const { name, help } = definition;
  const options = { name, help, labelNames: [...definition.labels], registers: [registry] };
  if (definition.type === 'counter') return new Counter(options);
  if (definition.type === 'gauge') return new Gauge(options);
  return new Histogram({ ...options, buckets: [...definition.buckets] });
}

/** Counts every response by method, route and status, with its seconds. */
export function countResponses(fastify: FastifyInstance): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    measure('httpSeconds', reply.elapsedTime / 1000, { method: request.method, route, status: reply.statusCode });
    done();
  });
}
