import { createRequire } from 'node:module';
import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020.js';
import type { EventErrorCode, Fields } from '#errors/index.js';
import { data, definitions } from '../event-schemas/schemas.generated.js';
import { isCalendarDate, isInstant } from '../kernel/calendar.js';

/** An event as it was read from a store, its data brought up to today's version. */
export interface ReadEvent {
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  readonly data: object;
  readonly metadata: object;
}

/** A stored event that no version of this product can have written: edited, cut, or of a newer version. */
export class BadEvent extends Error {
  readonly code: EventErrorCode = 'bad-event';
  readonly fields: Fields<'bad-event'>;

  constructor({ type, stream, revision }: ReadEvent, wrong: string) {
    super(
      `Event ${revision} of stream ${stream} (${type}) is not as its schema says: ${wrong}. Restore the events from a backup, or run the version that wrote it.`,
    );
    this.name = 'BadEvent';
    this.fields = { stream, revision, type, wrong };
  }
}

/** Fails with a BadEvent where an event or its metadata breaks its schema in the catalogue. */
export function requireValid(event: ReadEvent): void {
  const ofData = validatorOf(event.type);
  if (!ofData) throw new BadEvent(event, 'this version knows no event of that type');
  if (!ofData(event.data)) throw new BadEvent(event, faultOf('data', ofData));
  const ofMetadata = validatorOf(METADATA) as ValidateFunction;
  if (!ofMetadata(event.metadata)) throw new BadEvent(event, faultOf('metadata', ofMetadata));
}

const METADATA = 'EventMetadata';
const SHARED = 'shared';
const validators = new Map<string, ValidateFunction>();
let compiler: Ajv2020 | undefined;

/** Compiled when the first event of its type is read: most processes meet few types, and some none. */
function validatorOf(type: string): ValidateFunction | undefined {
  const known = validators.get(type);
  if (known) return known;
  const schema = type === METADATA ? { $ref: `#/$defs/${METADATA}` } : Object.hasOwn(data, type) && data[type];
  if (!schema) return undefined;
  compiler ??= newCompiler();
  const made = compiler.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', `"${SHARED}#/$defs/`)));
  validators.set(type, made);
  return made;
}

function newCompiler(): Ajv2020 {
  // Required, not imported: loading Ajv would delay the start of every process that reads no event.
  const ajv: typeof import('ajv/dist/2020.js') = createRequire(import.meta.url)('ajv/dist/2020.js');
  const formats = { date: isCalendarDate, 'date-time': isInstant };
  const made = new ajv.Ajv2020({ allowUnionTypes: true, validateSchema: false, meta: false, formats });
  made.addSchema({ $id: SHARED, $defs: definitions });
  return made;
}

function faultOf(part: string, { errors }: ValidateFunction): string {
  const { instancePath = '', message = 'is wrong', params = {} } = errors?.[0] ?? {};
  const unknown = 'additionalProperty' in params ? ` (${params.additionalProperty})` : '';
  return `${part}${instancePath} ${message}${unknown}`;
}
