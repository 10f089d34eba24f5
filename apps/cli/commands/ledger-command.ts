import { CommandRunner, Option } from 'nest-commander';
import { answer, type JsonOption } from '../shell/answer.js';

type Parser = CommandRunner['command'];

export type { JsonOption };

export interface SpanOptions extends JsonOption {
  readonly from?: string;
  readonly to?: string;
}

/** What every command shares: `--json`, and wrong use, a word too many too, ends as any other failure does. */
export abstract class LedgerCommand extends CommandRunner {
  override setCommand(parser: Parser): this {
    return super.setCommand(parser.exitOverride().allowExcessArguments(false));
  }

  @Option({ flags: '--json', description: 'answer in JSON' })
  asJson(): true {
    return true;
  }

  protected answer(options: JsonOption, value: object, text: string, illustrative = false): void {
    answer(options, value, text, illustrative);
  }
}

/** What commands share that look at a part of the past. */
export abstract class SpanCommand extends LedgerCommand {
  @Option({ flags: '--from <moment>', description: 'from this day or instant on; the beginning unless given' })
  from(text: string) {
    return text;
  }

  @Option({ flags: '--to <moment>', description: 'until this day or instant; now unless given' })
  to(text: string) {
    return text;
  }
}

/** The parts of a list that is written `a,b`. */
export function listOf(written: string): string[] {
  return written
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
