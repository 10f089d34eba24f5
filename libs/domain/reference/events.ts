import type { Fact, StreamPrefix } from '../kernel/decider.js';

/** The first and only event of `reference-<REF>`: the sole authority on whose reference it is. */
export type ReferenceFact = Fact<'ReferenceClaimed', { reference: string; kind: StreamPrefix; id: string }>;
