import { IsIn, IsOptional } from 'class-validator';
import { CommandBody } from './command.js';
import { IsItem } from './validation.js';

export const ACCESS = ['public', 'internal', 'restricted'] as const;
/** Who sees an item: everybody with the document, everybody who signs in, or one group. Domain, section 10. */
export interface Access {
  readonly level: (typeof ACCESS)[number];
  /** The id of the group that a restricted item is shown to. */
  readonly group?: string;
}
export const INTERNAL: Access = { level: 'internal' };

/** A command that makes something with a visibility of its own. */
export class VisibleCommand extends CommandBody {
  @IsOptional() @IsIn(ACCESS) access?: (typeof ACCESS)[number];
  /** The group that alone sees it, by id or reference; with access `restricted`. */
  @IsOptional() @IsItem() restrictedTo?: string;
}
