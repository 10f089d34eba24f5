import { CommandRunner, Option } from 'nest-commander';
import { answer, type JsonOption } from '../shell/answer.js';

type Parser = CommandRunner['command'];

export type { JsonOption };

export interface SpanOptions extends JsonOption {
  readonly from?: string;
  readonly to?: string;
}

/** Gives every command `--json` and reports wrong usage, such as extra arguments, like any other failure. */
export abstract class LedgerCommand extends CommandRunner {
  override setCommand(parser: Parser): this {
    return super.setCommand(parser.exitOverride().allowExcessArguments(false));
  }

  @Option({ flags: '--json', description: 'print JSON' })
  asJson(): true {
    return true;
  }

  protected answer(options: JsonOption, value: object, text: string, illustrative = false): void {
    answer(options, value, text, illustrative);
  }
}

export abstract class SpanCommand extends LedgerCommand {
  @Option({ flags: '--from <moment>', description: 'from this day or instant on; default: the beginning' })
  from(text: string) {
    return text;
  }

  @Option({ flags: '--to <moment>', description: 'until this day or instant; default: now' })
  to(text: string) {
    return text;
  }
}

export function listOf(written: string): string[] {
  return written
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
