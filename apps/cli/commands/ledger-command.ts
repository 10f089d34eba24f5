import { CommandRunner, Option } from 'nest-commander';
import { LABEL } from '../report/render.js';

type Parser = CommandRunner['command'];

export interface JsonOption {
  readonly json?: true;
}

/** What every command shares: `--json`, and wrong use ends as any other failure does. */
export abstract class LedgerCommand extends CommandRunner {
  override setCommand(parser: Parser): this {
    return super.setCommand(parser.exitOverride());
  }

  @Option({ flags: '--json', description: 'answer in JSON' })
  asJson(): true {
    return true;
  }

  /** Writes the answer: a value as JSON, or the text for people; of invented data each says so first. */
  protected answer({ json }: JsonOption, value: object, text: string, illustrative = false): void {
    if (json) console.log(JSON.stringify(illustrative ? { illustrative, ...value } : value));
    else console.log(illustrative ? `${LABEL}\n${text}` : text);
  }
}

/** The parts of a list that is written `a,b`. */
export function listOf(written: string): string[] {
  return written
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
