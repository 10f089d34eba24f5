import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import {
  type Attributes,
  type Context,
  type ContextManager,
  context,
  ROOT_CONTEXT,
  type Span,
  type SpanOptions,
  type Tracer,
  trace,
} from '@opentelemetry/api';

export interface RecordedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  /** The id of the span that it is part of. */
  readonly parent: string | undefined;
  readonly attributes: Attributes | undefined;
}

/** What an OpenTelemetry SDK does, as far as these tests ask: it keeps the spans that are begun in this process. */
export function recordSpans(): { readonly spans: readonly RecordedSpan[]; stop(): void } {
  const tracer = new RecordingTracer();
  context.setGlobalContextManager(new AsyncContextManager());
  trace.setGlobalTracerProvider({ getTracer: () => tracer });
  return {
    spans: tracer.spans,
    stop() {
      trace.disable();
      context.disable();
    },
  };
}

class RecordingTracer implements Tracer {
  readonly spans: RecordedSpan[] = [];

  startSpan(name: string, options?: SpanOptions, from: Context = context.active()): Span {
    const parent = trace.getSpanContext(from);
    const traceId = parent?.traceId ?? randomBytes(16).toString('hex');
    const spanId = randomBytes(8).toString('hex');
    this.spans.push({ name, traceId, spanId, parent: parent?.spanId, attributes: options?.attributes });
    return trace.wrapSpanContext({ traceId, spanId, traceFlags: 1 });
  }

  startActiveSpan<Work extends (span: Span) => unknown>(name: string, ...rest: unknown[]): ReturnType<Work> {
    const work = rest.at(-1) as Work;
    const [options, from = context.active()] = rest.slice(0, -1) as [SpanOptions?, Context?];
    const span = this.startSpan(name, options, from);
    return context.with(trace.setSpan(from, span), () => work(span) as ReturnType<Work>);
  }
}

class AsyncContextManager implements ContextManager {
  private readonly storage = new AsyncLocalStorage<Context>();

  active(): Context {
    return this.storage.getStore() ?? ROOT_CONTEXT;
  }

  with<Args extends unknown[], Work extends (...args: Args) => ReturnType<Work>>(
    active: Context,
    work: Work,
    thisArg?: ThisParameterType<Work>,
    ...args: Args
  ): ReturnType<Work> {
    return this.storage.run(active, () => work.apply(thisArg, args));
  }

  bind<Target>(_context: Context, target: Target): Target {
    return target;
  }

  enable(): this {
    return this;
  }

  disable(): this {
    this.storage.disable();
    return this;
  }
}
