import { IsInt, IsOptional, Max, Min } from 'class-validator';
import type { OccurredAt } from './calendar.js';
import { IsNested, OrText } from './nested.js';
import { IsHash, IsItem, IsLine, IsText, IsWhen } from './validation.js';

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
  /** Where in it, in words: "CAMHS waits table, December". For a figure this is its source. */
  @IsOptional() @IsLine() detail?: string;
  /** By when the document said it: what it says without a time (`not-stated`) was true by then. Never in the future. */
  @IsOptional() @IsWhen() statedBy?: OccurredAt;
  /** SHA-256 of the document's file, as hexadecimal digits. */
  @IsOptional() @IsHash() sha256?: string;
  /** The import that it came with, by reference. */
  @IsOptional() @IsItem() import?: string;
}

/** What every command may carry beside its own fields and its reason. */
export class Circumstances {
  /** When it was true in the world; now unless stated. Never in the future. */
  @IsOptional() @IsWhen() occurredAt?: OccurredAt;
  /** The meeting under which it was agreed, by id or reference. */
  @IsOptional() @IsItem() meeting?: string;
  /** The minute that records it. */
  @IsOptional() @IsLine() minuteRef?: string;
  @IsOptional() @IsNested(() => OnBehalfOfBody) onBehalfOf?: OnBehalfOfBody;
  /** Where it stands in the document that it was taken from; text alone names the document. */
  @IsOptional() @IsNested(() => SourceBody) @OrText(() => SourceBody, 'document') source?: SourceBody;
}

/** A command whose reason may be left out. */
export class CommandBody extends Circumstances {
  @IsOptional() @IsText(2000) reason?: string;
}

/** A command that may not be given without its reason. No subclass of CommandBody: its IsOptional would be inherited. */
export class ReasonedCommand extends Circumstances {
  @IsText(2000) reason: string;
}

/** A command of no fields of its own. */
export class PlainCommand extends CommandBody {}
