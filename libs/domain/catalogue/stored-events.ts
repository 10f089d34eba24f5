import { createRequire } from 'node:module';
import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020.js';
import { data, definitions } from '../event-schemas/schemas.generated.js';
import { isCalendarDate, isInstant } from '../kernel/calendar.js';
import { BadEvent, type ReadEvent } from './bad-event.js';

/** Errors: BadEvent if data or metadata breaks the catalogue's JSON Schema. */
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

/** Compiled lazily per event type: most processes meet few types. */
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
  // `require`, not `import`: loading Ajv would delay every process that reads no event.
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
