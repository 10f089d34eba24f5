import { readStoreSettings, withProgress } from '#platform/index.js';
import { answer, type JsonOption } from '../shell/answer.js';
import { backUp } from '../shell/back-up.js';
import { ledgerCommand } from './ledger-command.js';

export const backup = ledgerCommand('backup').action(run);

async function run(folder: string, options: JsonOption): Promise<void> {
  const { DATA_DIR, EVENTSTOREDB_URL } = readStoreSettings(process.env);
  if (EVENTSTOREDB_URL)
    throw new Error(
      'Backup supports only data folders, and the events are in EventStoreDB: back up EventStoreDB itself, or use action-ledger copy.',
    );
  const files = await withProgress('Copying', (progress) => backUp(DATA_DIR, folder, progress));
  answer(options, { folder, files }, `${folder}: ${files.join(', ')}`);
}
