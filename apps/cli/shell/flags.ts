import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './usage.js';

export interface Flag {
  readonly value?: string;
  readonly description: string;
}
export type Flags = Readonly<Record<string, Flag>>;

export const JSON_FLAG = { json: { description: 'print JSON' } } as const;

export interface ParsedFlags {
  readonly given: Readonly<Record<string, string | true>>;
  readonly help: boolean;
}

/** Errors: `UsageError`. */
export function readFlags(command: string, words: readonly string[], flags: Flags): ParsedFlags {
  const given: Record<string, string | true> = {};
  let help = false;
  for (const token of tokensOf(words, flags)) {
    if (token.kind !== 'option')
      throw new UsageError(`too many arguments for '${command}': it takes no arguments${unexpectedArgument(token)}`);
    const flag = Object.hasOwn(flags, token.name) ? flags[token.name] : undefined;
    if (isHelp(token)) help = true;
    else if (!flag) throw new UsageError(`unknown option '${token.rawName}'`);
    else if (flag.value !== undefined && isMissing(token))
      throw new UsageError(`option '--${token.name} ${flag.value}' needs a value`);
    else given[token.name] = token.value ?? true;
  }
  return { given, help };
}

export type FlagToken =
  | { readonly kind: 'positional'; readonly value: string }
  | { readonly kind: 'option-terminator' }
  | {
      readonly kind: 'option';
      readonly name: string;
      readonly rawName: string;
      readonly value?: string;
      readonly inlineValue?: boolean;
    };
type OptionToken = Extract<FlagToken, { kind: 'option' }>;

export function tokensOf(words: readonly string[], flags: Flags): readonly FlagToken[] {
  const options: ParseArgsConfig['options'] = { help: { type: 'boolean', short: 'h' } };
  for (const [name, { value }] of Object.entries(flags))
    options[name] = { type: value === undefined ? 'boolean' : 'string', multiple: true };
  return parseArgs({ args: [...words], options, strict: false, allowPositionals: true, tokens: true }).tokens;
}

const isHelp = ({ name, rawName }: OptionToken) => name === 'help' && (rawName === '-h' || rawName === '--help');

/** The value is missing at the end of the line or before another option. */
export const isMissing = ({ value, inlineValue }: OptionToken) =>
  value === undefined || (inlineValue === false && value.startsWith('--'));

const unexpectedArgument = (token: FlagToken) => (token.kind === 'positional' ? `; remove ${token.value}` : '');

export const jsonOf = ({ json }: ParsedFlags['given']): { json?: true } => (json === true ? { json } : {});
