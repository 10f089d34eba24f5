import { SubCommand } from 'nest-commander';
import { eventsOf, readModelsOf } from '#apps/server/ledger/locations.js';
import { readConfig } from '#platform/config.js';
import { countedFromFirst, withProgress } from '#platform/progress.js';
import { diffReadModels } from '#projections/diff/diff.js';
import { linesOf } from '../diff/lines.js';
import { type JsonOption, LedgerCommand } from './ledger-command.js';

@SubCommand({
  name: 'diff',
  description: 'make the read models afresh in a scratch folder and compare every row with the live ones',
})
export class ProjectionsDiffCommand extends LedgerCommand {
  async run(): Promise<void> {
    // The parser gives a --json that stands after the subcommand to the command above it.
    const options = this.command.optsWithGlobals<JsonOption>();
    const config = readConfig(process.env);
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
