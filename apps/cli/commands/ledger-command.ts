import { Command } from 'commander';
import { type CommandName, LISTED, type CommandListing } from '../shell/command-list.js';

/** A command as it is listed, with `--json`; wrong use, a word too many too, ends as any other failure does. */
export function ledgerCommand(words: CommandName): Command {
  const { description, ...listed }: CommandListing = LISTED[words];
  const command = new Command(`action-ledger ${words}`)
    .description(description)
    .option('--json', 'answer in JSON')
    .helpOption('-h, --help', 'show this help')
    .exitOverride()
    .allowExcessArguments(false);
  return listed.arguments === undefined ? command : command.arguments(listed.arguments);
}

export interface Span {
  readonly from?: string;
  readonly to?: string;
}

/** A command that looks at a part of the past. */
export const spanCommand = (words: CommandName): Command =>
  ledgerCommand(words)
    .option('--from <moment>', 'from this day or instant on; the beginning unless given')
    .option('--to <moment>', 'until this day or instant; now unless given');

/** The parts of a list that is written `a,b`. */
export function listOf(written: string): string[] {
  return written
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
