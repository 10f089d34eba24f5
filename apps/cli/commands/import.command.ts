import { Command, Option } from 'nest-commander';
import { aggregates } from '#domain/aggregates.js';
import { loadPlan } from '#plan-import/load-plan.js';
import { readPlan } from '#plan-import/plan-files.js';
import { withProgress } from '#platform/progress.js';
import { withLedger } from '../client/open-client.js';
import { COMMANDS } from '../shell/command-list.js';
import { inOneLine } from '../text/visible-text.js';
import { type JsonOption, LedgerCommand } from './ledger-command.js';

interface Options extends JsonOption {
  readonly check?: true;
}

@Command(COMMANDS.import)
export class ImportCommand extends LedgerCommand {
  async run([folder = '']: string[], options: Options): Promise<void> {
    const plan = readPlan(folder, aggregates);
    const commands = plan.commands.length;
    if (options.check) {
      this.answer(options, { folder, commands, valid: true }, `${folder}: ${commands} commands, all valid`);
      return;
    }
    await withLedger(
      (client) =>
        withProgress(`Loading ${inOneLine(plan.ledger)}`, (progress) => loadPlan(plan, client.give, progress)),
      plan.ledger,
    );
    this.answer(options, { folder, commands, loaded: true }, `${folder}: ${commands} commands are loaded`);
  }

  @Option({ flags: '--check', description: 'only validate the files, without loading them' })
  check(): true {
    return true;
  }
}
