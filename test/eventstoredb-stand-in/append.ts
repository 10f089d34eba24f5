import type { Log } from './log.js';
import { metadataEvent } from './log.js';
import type { Proposed } from './messages.js';
import { isSoftDeleted, isTombstoned, lastRevision, softDeletion } from './streams.js';
import type { Version } from './version.js';

export type Expected = 'any' | 'noStream' | 'streamExists' | number;

export type Outcome =
  /** `revision` is undefined where the stream has no event still. */
  | { readonly kind: 'success'; readonly revision: number | undefined; readonly position: number }
  | { readonly kind: 'wrongRevision'; readonly actual: number | undefined }
  | { readonly kind: 'deleted' };

/** What one append's events may take together. */
export const APPEND_LIMIT = 1_048_576;

/** 23.10 counts their data alone; 24.10 their metadata too, and twice the length of their types. */
export function tooLarge(events: readonly Proposed[], version: Version): boolean {
  const sizeOf = ({ data, metadata, type }: Proposed) =>
    version === '23.10.6' ? data.length : data.length + metadata.length + type.length * 2;
  return events.reduce((sum, event) => sum + sizeOf(event), 0) > APPEND_LIMIT;
}

type Verdict = 'write' | 'wrong' | { readonly repeatOf: number };

/** `any` and `streamExists`: a repeat is known by the first id; what is known only in part is a conflict. */
function judgeByIds(log: Log, name: string, events: readonly Proposed[]): Verdict {
  let last: number | undefined;
  for (const [index, { id }] of events.entries()) {
    const known = log.remembered(id);
    if (known?.stream !== name) return index === 0 ? 'write' : 'wrong';
    last = known.revision;
  }
  return last === undefined ? 'write' : { repeatOf: last };
}

/** A revision that the stream has passed: a repeat where the same ids stand right after it. */
function judgeByPlace(log: Log, name: string, events: readonly Proposed[], after: number): Verdict {
  const stream = log.stream(name);
  const differs = events.findIndex(({ id }, index) => stream.events[after + 1 + index]?.id !== id);
  if (events.length > 0 && differs === -1) return { repeatOf: after + events.length };
  return differs === 0 && after === -1 && isSoftDeleted(stream) ? 'write' : 'wrong';
}

function judge(log: Log, name: string, events: readonly Proposed[], expected: Expected): Verdict {
  const last = lastRevision(log.stream(name));
  if (expected === 'streamExists' && last === -1) return 'wrong';
  if (expected === 'any' || expected === 'streamExists') return judgeByIds(log, name, events);
  const after = expected === 'noStream' ? -1 : expected;
  if (after < last) return judgeByPlace(log, name, events, after);
  // At the very revision the ids are not looked at: the same events are written twice.
  return after === last ? 'write' : 'wrong';
}

/** Appends as a real server does, its idempotency included. */
export function append(log: Log, name: string, events: readonly Proposed[], expected: Expected): Outcome {
  const stream = log.stream(name);
  if (isTombstoned(log, name)) return { kind: 'deleted' };
  if (expected === 'streamExists' && isSoftDeleted(stream)) return { kind: 'deleted' };
  const verdict = judge(log, name, events, expected);
  const last = lastRevision(stream);
  if (verdict === 'wrong') return { kind: 'wrongRevision', actual: last === -1 ? undefined : last };
  if (verdict !== 'write') {
    const { repeatOf } = verdict;
    return { kind: 'success', revision: repeatOf, position: stream.events[repeatOf]?.position ?? 0 };
  }
  const recreated = isSoftDeleted(stream) && events.length > 0;
  const position = log.write({ stream: name, created: Date.now(), events });
  if (recreated) writeMetadata(log, name, `{"$tb":${last + 1}}`);
  const revision = lastRevision(stream);
  return { kind: 'success', revision: revision === -1 ? undefined : revision, position };
}

function writeMetadata(log: Log, name: string, json: string): number {
  return log.write({ stream: `$$${name}`, created: Date.now(), events: [metadataEvent(json)] });
}

function judgeDeletion(log: Log, name: string, expected: Expected, needsStream: boolean): Outcome | undefined {
  if (isTombstoned(log, name)) return { kind: 'deleted' };
  const stream = log.stream(name);
  const last = lastRevision(stream);
  const fits =
    expected === 'any'
      ? last >= 0 || !needsStream
      : expected === 'streamExists'
        ? last >= 0
        : last === (expected === 'noStream' ? -1 : expected);
  return fits ? undefined : { kind: 'wrongRevision', actual: last === -1 ? undefined : last };
}

/** Hides a stream's events; it may be written again, and its revisions go on. */
export function deleteStream(log: Log, name: string, expected: Expected): Outcome {
  const refusal = judgeDeletion(log, name, expected, true);
  if (refusal) return refusal;
  return { kind: 'success', revision: undefined, position: writeMetadata(log, name, softDeletion) };
}

/** Ends a stream for ever. */
export function tombstoneStream(log: Log, name: string, expected: Expected): Outcome {
  const refusal = judgeDeletion(log, name, expected, false);
  if (refusal) return refusal;
  const nothing = Buffer.alloc(0);
  const event = { id: crypto.randomUUID(), type: '$streamDeleted', json: true, data: nothing, metadata: nothing };
  const position = log.write({ stream: name, created: Date.now(), events: [event], tombstone: true });
  return { kind: 'success', revision: undefined, position };
}
