import { context, trace } from '@opentelemetry/api';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';

/** Records the spans of this process with OpenTelemetry's own SDK, as an operator who loads it before the server. */
export function recordSpans() {
  const exporter = new InMemorySpanExporter();
  const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  provider.register();
  return {
    /** The spans that have ended: what each is, of which trace, and within which span. */
    spans: () =>
      exporter.getFinishedSpans().map((span) => ({
        name: span.name,
        ...span.spanContext(),
        parent: span.parentSpanContext?.spanId,
        attributes: span.attributes,
      })),
    async stop() {
      trace.disable();
      context.disable();
      await provider.shutdown();
    },
  };
}
