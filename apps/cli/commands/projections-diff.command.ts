import { eventsOf, readModelsOf } from '#application/index.js';
import { diffReadModels } from '#maintenance/index.js';
import { countedFromFirst, readStoreSettings, withProgress } from '#platform/index.js';
import { linesOf } from '../diff/lines.js';
import { answer, type JsonOption } from '../shell/answer.js';
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
