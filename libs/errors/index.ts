export type { ErrorDefinition, FieldError, Status } from './definition.js';
export { messageOf } from './message-of.js';
export {
  type AccessErrorCode,
  type Code,
  type CommandCode,
  definitionOf,
  type ErrorArguments,
  type EventErrorCode,
  type Fields,
  type FieldsArgument,
  families,
  hasCode,
  type ReadErrorCode,
  type RefusalCode,
  registry,
  type StoreErrorCode,
  type Told,
  titleOf,
  type WrongFieldCode,
} from './registry.js';
