import { RUNNERS } from './runners.js';
import { COMMANDS, type CommandName } from './shell/command-list.js';
import { JSON_FLAG } from './shell/flags.js';
import { groupHelp, topHelp } from './shell/help.js';
import { UsageError } from './shell/usage.js';

/** Errors: `UsageError` for an unknown command. */
export async function call(words: readonly string[]): Promise<void> {
  const args = words[0] === 'help' ? [...words.slice(1), '--help'] : words;
  const [first = '', second = ''] = args;
  if (isHelp(first)) return console.log(topHelp());
  if (first === '') return misused(topHelp());
  const below = `${first} ${second}`;
  if (isCommand(below)) return RUNNERS[below]?.(args.slice(2));
  if (!isCommand(first)) throw new UsageError(`unknown command '${first}'; --help lists all commands`);
  if (isGroup(first) && isHelp(second) && !('arguments' in COMMANDS[first]))
    return console.log(groupHelp(first, RUNNERS[first] && JSON_FLAG));
  const run = RUNNERS[first];
  if (!run) return misused(groupHelp(first));
  return run(args.slice(1));
}

const isHelp = (word: string) => word === '--help' || word === '-h';
const isCommand = (words: string): words is CommandName => Object.hasOwn(COMMANDS, words);
const isGroup = (name: string) => Object.keys(COMMANDS).some((each) => each.startsWith(`${name} `));

function misused(help: string): void {
  process.exitCode = 2;
  console.error(help);
}
