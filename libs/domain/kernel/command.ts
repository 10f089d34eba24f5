import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import type { OccurredAt } from './calendar.js';
import { IsItem, IsLine, IsText, IsWhen } from './validation.js';

export class OnBehalfOfBody {
  /** The party that wanted it, by id or reference. */
  @IsItem() party: string;
  /** How that is known: a minute, an e-mail, a date. */
  @IsText(1000) source: string;
}

export class SourceBody {
  @IsLine() document: string;
  @IsOptional() @IsLine() heading?: string;
  @IsOptional() @IsInt() @Min(1) @Max(10_000_000) line?: number;
}

/** What every command may carry beside its own fields. */
export class CommandBody {
  /** When it was true in the world; now unless stated. Never in the future. */
  @IsOptional() @IsWhen() occurredAt?: OccurredAt;
  @IsOptional() @IsText(2000) reason?: string;
  /** The meeting under which it was agreed, by id or reference. */
  @IsOptional() @IsItem() meeting?: string;
  /** The minute that records it. */
  @IsOptional() @IsLine() minuteRef?: string;
  @IsOptional() @ValidateNested() @Type(() => OnBehalfOfBody) onBehalfOf?: OnBehalfOfBody;
  /** Where it stands in the document that it was taken from. */
  @IsOptional() @ValidateNested() @Type(() => SourceBody) source?: SourceBody;
}

/** A command that may not be given without its reason. */
export class ReasonedCommand extends CommandBody {
  @IsText(2000) declare reason: string;
}

/** A command of no fields of its own. */
export class PlainCommand extends CommandBody {}
