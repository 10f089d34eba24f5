import { channel } from 'node:diagnostics_channel';
import {
  type Attributes,
  type Context,
  context,
  isSpanContextValid,
  type SpanContext,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';

// Every name that a dashboard, an alert or a log search may use: metrics, spans and log events. They are listed in
// docs/operations.md, and a name that is given stays.

interface MetricDefinition {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly name: `action_ledger_${string}`;
  readonly help: string;
  readonly labels: readonly string[];
  readonly buckets?: readonly number[];
}

/** The metrics of /metrics. */
export const METRICS = {
  httpSeconds: {
    type: 'histogram',
    name: 'action_ledger_http_seconds',
    help: 'Seconds to answer, by method, route and status.',
    labels: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2],
  },
  reportSeconds: {
    type: 'histogram',
    name: 'action_ledger_report_seconds',
    help: 'Seconds to make a report, by report.',
    labels: ['report'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 30],
  },
  appendSeconds: {
    type: 'histogram',
    name: 'action_ledger_append_seconds',
    help: 'Seconds to append the events of a command to the event store, by outcome: written, conflict or failed.',
    labels: ['outcome'],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2],
  },
  appendConflicts: {
    type: 'counter',
    name: 'action_ledger_append_conflicts_total',
    help: 'Appends refused because the stream had changed (wrong expected revision); the command is decided again.',
    labels: [],
  },
  retries: {
    type: 'counter',
    name: 'action_ledger_retries_total',
    help: 'Failures that are retried with a back-off, by the work that failed.',
    labels: ['work'],
  },
  readModelsPosition: {
    type: 'gauge',
    name: 'action_ledger_read_models_position',
    help: 'The position up to which the read models hold every event.',
    labels: [],
  },
  projectorLag: {
    type: 'gauge',
    name: 'action_ledger_projector_lag_positions',
    help: 'How far the read models are behind the last position that the event store was seen at.',
    labels: [],
  },
  rebuildProgress: {
    type: 'gauge',
    name: 'action_ledger_rebuild_progress_ratio',
    help: 'How much of the last rebuild of the read models by this process is done, from 0 to 1.',
    labels: [],
  },
  webhookAttempts: {
    type: 'counter',
    name: 'action_ledger_webhook_attempts_total',
    help: 'Attempts of this process to send an event to a webhook, by what came of them.',
    labels: ['outcome'],
  },
  webhookBacklog: {
    type: 'gauge',
    name: 'action_ledger_webhook_backlog_events',
    help: 'Events that wait to be sent to the active webhooks, all together.',
    labels: [],
  },
  webhookBacklogAge: {
    type: 'gauge',
    name: 'action_ledger_webhook_backlog_age_seconds',
    help: 'Seconds since the oldest event that waits to be sent to a webhook was recorded; 0 where none waits.',
    labels: [],
  },
  digests: {
    type: 'counter',
    name: 'action_ledger_digests_total',
    help: 'Attempts of this process to send a digest, by outcome: sent, refused or failed.',
    labels: ['outcome'],
  },
  witnessRequests: {
    type: 'counter',
    name: 'action_ledger_witness_requests_total',
    help: 'Attempts of this process to have a checkpoint cosigned, by outcome: cosigned, away, not-followed, other-history or ahead.',
    labels: ['outcome'],
  },
  treeEvents: {
    type: 'gauge',
    name: 'action_ledger_tree_signed_events',
    help: 'How many events of the ledger are in the newest checkpoint that this process signed.',
    labels: [],
  },
  treeFailures: {
    type: 'counter',
    name: 'action_ledger_tree_failures_total',
    help: 'Failures to keep the tree over the events or to sign a checkpoint; each is tried again.',
    labels: [],
  },
} as const satisfies Record<string, MetricDefinition>;

export type MetricKey = keyof typeof METRICS;
type MetricLabels<Key extends MetricKey> = Readonly<Record<(typeof METRICS)[Key]['labels'][number], string | number>>;

/** The spans of a trace; an OpenTelemetry SDK that is loaded before the program records them. */
export const SPANS = {
  handleCommand: 'handle command',
  append: 'append',
  projectBatch: 'project batch',
  query: 'query',
  deliverWebhook: 'deliver webhook',
} as const;

/** The `event` of each entry of the log that is no request. */
export const LOG_EVENTS = {
  storeUnreachable: 'store-unreachable',
  storeReachable: 'store-reachable',
  waitingForStore: 'waiting-for-store',
  otherHistory: 'other-history',
  readModelsRebuilt: 'read-models-rebuilt',
  projectorDegraded: 'projector-degraded',
  projectorRecovered: 'projector-recovered',
  projectionStopped: 'projection-stopped',
  foreignEvents: 'foreign-events',
  deadlineFailed: 'deadline-failed',
  webhookWarning: 'webhook-warning',
  firstTokenFailed: 'first-token-failed',
  digestSent: 'digest-sent',
  digestFailed: 'digest-failed',
  treeDegraded: 'tree-degraded',
  treeRecovered: 'tree-recovered',
  witnessFailed: 'witness-failed',
  witnessRecovered: 'witness-recovered',
} as const;

/** The label `work` of the retry metric. */
export type RetriedWork =
  | 'store-task'
  | 'deadlines'
  | 'projector'
  | 'projector-thread'
  | 'rebuild'
  | 'tree'
  | 'webhook'
  | 'witness';

export interface MetricSample {
  readonly metric: MetricKey;
  readonly value: number;
  readonly labels: Readonly<Record<string, string | number>>;
}

/** Only the server listens, so a measurement costs a command of the command line nothing. */
const measurements = channel('action-ledger.measurements');

/** Records a value of a metric: counted, set or observed, by the metric's type. */
export function measure<Key extends MetricKey>(metric: Key, value: number, labels: MetricLabels<Key>): void {
  if (measurements.hasSubscribers) measurements.publish({ metric, value, labels } satisfies MetricSample);
}

/** Passes on what another thread has measured. */
export function passOn(measurement: MetricSample): void {
  measurements.publish(measurement);
}

/** Takes the measurements of this thread until the function that it returns is called. */
export function onMetricSample(take: (measurement: MetricSample) => void): () => void {
  const listener = (message: unknown) => take(message as MetricSample);
  measurements.subscribe(listener);
  return () => void measurements.unsubscribe(listener);
}

/** Does work in a span. An error marks the span by its code alone, because its message may name people. */
export function inSpan<T>(
  name: (typeof SPANS)[keyof typeof SPANS],
  attributes: Attributes,
  work: () => Promise<T>,
): Promise<T> {
  return trace.getTracer('action-ledger').startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      const { code, name } = error as { code?: unknown; name?: string };
      span.setAttribute('error.type', typeof code === 'string' ? code : (name ?? 'unknown'));
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Only a later version than 00 may have more after the flags. */
const TRACEPARENT = /^(?!ff|00-.{52}-)[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(?:-.*)?$/;

/** A `traceparent` header (W3C Trace Context); undefined where there is none or it is malformed. */
export function readTraceparent(header: unknown): SpanContext | undefined {
  const [, traceId = '', spanId = '', flags = ''] = (typeof header === 'string' && TRACEPARENT.exec(header)) || [];
  const found = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
  return isSpanContextValid(found) ? found : undefined;
}

/** The context in which the spans of a request continue its trace, unless an instrumentation has begun one already. */
export function traceContext(parent: SpanContext): Context {
  const active = context.active();
  return trace.getSpanContext(active) ? active : trace.setSpanContext(active, parent);
}
