export { inFile, onServer, openForReading, openForWriting, type StoreLocation } from './location.js';
export { StoreError, type StoreErrorData, storeErrorData } from './port/errors.js';
export {
  type Checkpoint,
  type EventPage,
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
  START,
  type StoredEvent,
} from './port/port.js';
