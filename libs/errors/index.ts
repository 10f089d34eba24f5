export type { ErrorDefinition, FieldError, HttpStatus as Status } from './definition.js';
export { messageOf } from './message-of.js';
export {
  type AccessErrorCode,
  type Code,
  type CommandCode,
  definitionOf,
  type ErrorArguments,
  type ErrorData,
  type ErrorFields as Fields,
  type EventErrorCode,
  type FieldsArgument,
  families,
  hasCode,
  type ReadErrorCode,
  type RefusalCode,
  registry,
  type StoreErrorCode,
  type TreeErrorCode,
  titleOf,
  type WrongFieldCode,
} from './registry.js';
