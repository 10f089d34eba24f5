import { ArrayMinSize, IsBoolean, IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { OPEN_KINDS, type OpenKind } from './decider.js';
import { IsNestedList } from './nested.js';
import { field, IsItem } from './validation.js';

/** A key that makes a repeat of a command idempotent: also the rule of the header Idempotency-Key. */
export const isIdempotencyKey = (value: unknown): value is string =>
  typeof value === 'string' && /^[\x21-\x7e]{1,255}$/.test(value);
export const IDEMPOTENCY_KEY_RULE = 'must be 1 to 255 printable ASCII characters without spaces';

const IsIdempotencyKey = () =>
  field('isIdempotencyKey', isIdempotencyKey, IDEMPOTENCY_KEY_RULE, {
    type: 'string',
    pattern: '^[\\x21-\\x7e]{1,255}$',
  });

const VERB = /^[a-z][a-z-]{0,39}$/;
export const IsVerb = () =>
  field(
    'isVerb',
    (value) => typeof value === 'string' && VERB.test(value),
    'must be a verb as in its address, such as report-progress',
    { type: 'string', pattern: VERB.source },
  );

export class BatchCommand {
  @IsIn(OPEN_KINDS) kind: OpenKind;
  /** The item, by id or reference; none where one is created. */
  @IsOptional() @IsItem() ref?: string;
  /** None where an item is created. */
  @IsOptional() @IsVerb() verb?: string;
  /** The Idempotency-Key of the command by itself. */
  @IsOptional() @IsIdempotencyKey() key?: string;
  /** The revision that was last seen: the number in the ETag. */
  @IsOptional() @IsInt() @Min(0) @Max(999_999_999_999_999) ifMatch?: number;
  /** The command's own class checks it. */
  @JSONSchema({ type: 'object', description: 'The body that the command takes by itself.' })
  @IsOptional()
  body?: unknown;
}

export const MOST_IN_A_BATCH = 100;

export class Batch {
  /** The meeting under which each command is given that names none itself, by id or reference. */
  @IsOptional() @IsItem() meeting?: string;
  /** All or none, for commands on one item. */
  @IsOptional() @IsBoolean() atomic?: boolean;
  @ArrayMinSize(1) @IsNestedList(() => BatchCommand, MOST_IN_A_BATCH) commands: BatchCommand[];
}
