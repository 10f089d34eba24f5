export { type BatchOutcome, handleAllOrNone, handleEach, keyInBatch } from './batching.js';
export { CommandFailure, isFailure, RemoteFailure } from './failures.js';
export { CommandHandler } from './handler.js';
export { createdId, eventId, partysCommandId } from './ids.js';
export type { CommandHandlerOptions, Commands, OfferedVerb, Preview, Together } from './ports.js';
export { CLOCK_SKEW_MS, type RecordingClock, recordingClock } from './recording-clock.js';
export type { Request, Result } from './request.js';
export { recorded } from './stream-states.js';
