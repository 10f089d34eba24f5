import { Command } from 'nest-commander';
import { readConfig } from '#platform/config.js';
import { withProgress } from '#platform/progress.js';
import { backUp } from '../back-up.js';
import { type JsonOption, LedgerCommand } from './ledger-command.js';

@Command({
  name: 'backup',
  arguments: '<folder>',
  description: 'copy the ledger into a new folder, also beside a running server; start with DATA_DIR on it to restore',
})
export class BackupCommand extends LedgerCommand {
  async run([folder = '']: string[], options: JsonOption): Promise<void> {
    const { DATA_DIR, EVENTSTOREDB_URL } = readConfig(process.env);
    if (EVENTSTOREDB_URL)
      throw new Error('The events are in EventStoreDB: back them up there, or copy the ledger into a folder.');
    const files = await withProgress('Copying', (progress) => backUp(DATA_DIR, folder, progress));
    this.answer(options, { folder, files }, `${folder}: ${files.join(', ')}`);
  }
}
