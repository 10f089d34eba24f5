import { eventsOf, readModelsOf } from '#application/ledger/locations.js';
import { diffReadModels } from '#maintenance/diff/diff.js';
import { countedFromFirst, withProgress } from '#platform/progress.js';
import { readStoreSettings } from '#platform/store-settings.js';
import { answer, type JsonOption } from '../shell/answer.js';
import { linesOf } from '../diff/lines.js';
import { ledgerCommand } from './ledger-command.js';

export const projectionsDiff = ledgerCommand('projections diff').action(run);

async function run(options: JsonOption): Promise<void> {
  const config = readStoreSettings(process.env);
  const compared = await withProgress('Making afresh', (progress) => {
    const counted = countedFromFirst(progress);
    return diffReadModels({
      readModels: readModelsOf(config),
      events: eventsOf(config),
      onProgress: (step, done, of) => step === 'events' && counted(done, of),
    });
  });
  answer(options, compared, linesOf(compared).join('\n'));
  if (compared.different > 0) process.exitCode = 1;
}
