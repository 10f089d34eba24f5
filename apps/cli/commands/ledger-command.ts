import { Command } from 'commander';
import { COMMANDS, type CommandListing, type CommandName } from '../shell/command-list.js';
import { helpBelow } from '../shell/help.js';

/** Every command has `--json`, and reports wrong usage like any other failure. */
export function ledgerCommand(words: CommandName): Command {
  const { description, ...listed }: CommandListing = COMMANDS[words];
  const command = new Command(`action-ledger ${words}`)
    .description(description)
    .option('--json', 'print JSON')
    .helpOption('-h, --help', 'show this help')
    .addHelpText('after', helpBelow(words))
    .exitOverride()
    .allowExcessArguments(false);
  return listed.arguments === undefined ? command : command.arguments(listed.arguments);
}

export interface SpanOptions {
  readonly from?: string;
  readonly to?: string;
}

/** A command that looks at a part of the past. */
export const spanCommand = (words: CommandName): Command =>
  ledgerCommand(words)
    .option('--from <moment>', 'from this day or instant on; default: the beginning')
    .option('--to <moment>', 'until this day or instant; default: now');

export function listOf(written: string): string[] {
  return written
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
