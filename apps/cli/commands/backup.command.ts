import { withProgress } from '#platform/progress.js';
import { readStoreSettings } from '#platform/store-settings.js';
import { backUp } from '../shell/back-up.js';
import { answer, type JsonOption } from '../shell/answer.js';
import { ledgerCommand } from './ledger-command.js';

export const backup = ledgerCommand('backup').action(run);

async function run(folder: string, options: JsonOption): Promise<void> {
  const { DATA_DIR, EVENTSTOREDB_URL } = readStoreSettings(process.env);
  if (EVENTSTOREDB_URL)
    throw new Error('The events are in EventStoreDB: back them up there, or copy the ledger into a folder.');
  const files = await withProgress('Copying', (progress) => backUp(DATA_DIR, folder, progress));
  answer(options, { folder, files }, `${folder}: ${files.join(', ')}`);
}
