import { Command } from 'nest-commander';
import { withProgress } from '#platform/progress.js';
import { readStoreSettings } from '#platform/store-settings.js';
import { backUp } from '../shell/back-up.js';
import { LISTED } from '../shell/command-list.js';
import { type JsonOption, LedgerCommand } from './ledger-command.js';

@Command(LISTED.backup)
export class BackupCommand extends LedgerCommand {
  async run([folder = '']: string[], options: JsonOption): Promise<void> {
    const { DATA_DIR, EVENTSTOREDB_URL } = readStoreSettings(process.env);
    if (EVENTSTOREDB_URL)
      throw new Error('The events are in EventStoreDB: back them up there, or copy the ledger into a folder.');
    const files = await withProgress('Copying', (progress) => backUp(DATA_DIR, folder, progress));
    this.answer(options, { folder, files }, `${folder}: ${files.join(', ')}`);
  }
}
