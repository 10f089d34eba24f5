export { CommandFailure, isFailure, RemoteFailure } from './failures.js';
export { type CommandHandler, type CommandHandlerOptions, commandHandler } from './handler.js';
export { createdId, eventId, partysCommandId } from './ids.js';
export { CLOCK_SKEW_MS, type RecordingClock, recordingClock } from './recording-clock.js';
export type { Request, Result } from './request.js';
