export { CommandFailure, isFailure, RemoteFailure } from './failures.js';
export { CommandHandler } from './handler.js';
export { createdId, eventId, partysCommandId } from './ids.js';
export type { CommandHandlerOptions, Commands, OfferedVerb, Preview } from './ports.js';
export { CLOCK_SKEW_MS, type RecordingClock, recordingClock } from './recording-clock.js';
export type { Request, Result } from './request.js';
