import { IsIn, IsOptional } from 'class-validator';
import { ACCESS } from './access.js';
import { CommandBody } from './command.js';
import { IsItem } from './validation.js';

/** A command that makes something with a visibility of its own. */
export class VisibleCommand extends CommandBody {
  @IsOptional() @IsIn(ACCESS) access?: (typeof ACCESS)[number];
  /** The group that alone sees it, by id or reference; with access `restricted`. */
  @IsOptional() @IsItem() restrictedTo?: string;
}
