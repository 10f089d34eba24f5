import { columns, table } from '../text/layout.js';
import { COMMANDS, type CommandListing, type CommandName } from './command-list.js';
import type { Flags } from './flags.js';

const HELP_LINE = ['-h, --help', 'show this help'] as const;

export function topHelp(): string {
  const commands = Object.entries<CommandListing>(COMMANDS).filter(([words]) => !words.includes(' '));
  return help('action-ledger <command>', undefined, [], commands.map(asRow));
}

export function groupHelp(name: CommandName, flags: Flags = {}): string {
  return help(`action-ledger ${name} <command>`, COMMANDS[name].description, optionRows(flags), rowsBelow(name));
}

/** The commands below one that is a command itself. */
export const helpBelow = (name: CommandName): string => listOf(rowsBelow(name)).join('\n');

const rowsBelow = (name: CommandName): Row[] =>
  Object.entries<CommandListing>(COMMANDS)
    .filter(([words]) => words.startsWith(`${name} `))
    .map(asRow);

const listOf = (commands: Row[]) => (commands.length === 0 ? [] : ['', 'Commands:', ...aligned(commands)]);

export function commandHelp(name: CommandName, flags: Flags, more: readonly string[] = []): string {
  const listed: CommandListing = COMMANDS[name];
  const usage = ['action-ledger', name, '[options]', ...(listed.arguments === undefined ? [] : [listed.arguments])];
  return [help(usage.join(' '), listed.description, optionRows(flags), []), ...more].join('\n');
}

const optionRows = (flags: Flags): Row[] =>
  Object.entries(flags).map(([flag, { value, description }]) => [
    value === undefined ? `--${flag}` : `--${flag} ${value}`,
    description,
  ]);

const asRow = ([, { name, description, ...listed }]: [string, CommandListing]): [string, string] => [
  listed.arguments === undefined ? name : `${name} ${listed.arguments}`,
  description,
];

type Row = readonly [string, string];

function help(usage: string, description: string | undefined, options: Row[], commands: Row[]): string {
  return [
    `Usage: ${usage}`,
    ...(description === undefined ? [] : ['', description]),
    '',
    'Options:',
    ...aligned([...options, HELP_LINE]),
    ...listOf(commands),
  ].join('\n');
}

const aligned = (rows: readonly Row[]) =>
  table(
    [{}, {}],
    rows.map((row) => [...row]),
    columns(),
  );
