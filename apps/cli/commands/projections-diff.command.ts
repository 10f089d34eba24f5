import { Command, CommandRunner, SubCommand } from 'nest-commander';
import { eventsOf, readModelsOf } from '#application/ledger/locations.js';
import { diffReadModels } from '#maintenance/diff/diff.js';
import { countedFromFirst, withProgress } from '#platform/progress.js';
import { readStoreSettings } from '#platform/store-settings.js';
import { linesOf } from '../diff/lines.js';
import { COMMANDS } from '../shell/command-list.js';
import { type JsonOption, LedgerCommand } from './ledger-command.js';

@SubCommand(COMMANDS['projections diff'])
export class ProjectionsDiffCommand extends LedgerCommand {
  async run(_: string[], options: JsonOption): Promise<void> {
    const config = readStoreSettings(process.env);
    const compared = await withProgress('Making afresh', (progress) => {
      const counted = countedFromFirst(progress);
      return diffReadModels({
        readModels: readModelsOf(config),
        events: eventsOf(config),
        onProgress: (step, done, of) => step === 'events' && counted(done, of),
      });
    });
    this.answer(options, compared, linesOf(compared).join('\n'));
    if (compared.different > 0) process.exitCode = 1;
  }
}

@Command({ ...COMMANDS.projections, subCommands: [ProjectionsDiffCommand] })
// Has no --json of its own, which would swallow the subcommand's.
export class ProjectionsCommand extends CommandRunner {
  override setCommand(parser: CommandRunner['command']): this {
    return super.setCommand(parser.exitOverride());
  }

  async run(): Promise<void> {
    this.command.help({ error: true });
  }
}
