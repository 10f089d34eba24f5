import { RUNNERS } from './runners.js';
import { type CommandName, LISTED } from './shell/command-list.js';
import { JSON_FLAG } from './shell/flags.js';
import { groupHelp, topHelp } from './shell/help.js';
import { UsageError } from './shell/usage.js';

/** Errors: `UsageError` for an unknown command. */
export async function call(words: readonly string[]): Promise<void> {
  const asked = words[0] === 'help' ? [...words.slice(1), '--help'] : words;
  const [first = '', second = ''] = asked;
  if (isHelp(first)) return console.log(topHelp());
  if (first === '') return misused(topHelp());
  const below = `${first} ${second}`;
  if (isCommand(below)) return RUNNERS[below]?.(asked.slice(2));
  if (!isCommand(first)) throw new UsageError(`unknown command '${first}'; --help lists those that there are`);
  if (isGroup(first) && isHelp(second)) return console.log(groupHelp(first, RUNNERS[first] && JSON_FLAG));
  const run = RUNNERS[first];
  if (!run) return misused(groupHelp(first));
  return run(asked.slice(1));
}

const isHelp = (word: string) => word === '--help' || word === '-h';
const isCommand = (words: string): words is CommandName => Object.hasOwn(LISTED, words);
const isGroup = (name: string) => Object.keys(LISTED).some((each) => each.startsWith(`${name} `));

function misused(help: string): void {
  process.exitCode = 2;
  console.error(help);
}
