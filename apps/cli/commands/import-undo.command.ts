import { administrator, COMMAND_LINE, openBegunLedger } from '#application/index.js';
import { londonDate } from '#domain/index.js';
import { imports } from '#imports/index.js';
import { readStoreSettings } from '#platform/index.js';
import { serverAfter } from '../client/open-client.js';
import { remoteOf } from '../client/remote.js';
import { undoThrough } from '../import/import-remote.js';
import { answer, type JsonOption } from '../shell/answer.js';
import { ledgerCommand } from './ledger-command.js';

interface Options extends JsonOption {
  readonly reason: string;
}

export const importUndo = ledgerCommand('import undo')
  .requiredOption('--reason <text>', 'why it is taken back; it stands in every event')
  .action(run);

async function run(reference: string, { reason, json }: Options): Promise<void> {
  const settings = readStoreSettings(process.env);
  const tell = (taken: readonly string[]) =>
    answer({ json }, { reference, taken }, `${reference} is taken back: ${taken.join(', ')}`);
  const remote = remoteOf(process.env);
  if (remote) return tell(await undoThrough(remote, reference, reason));
  const ledger = await openBegunLedger(settings, undefined).catch((error: unknown) =>
    serverAfter(error, settings.DATA_DIR),
  );
  if ('url' in ledger) return tell(await undoThrough(ledger, reference, reason));
  const namesOf = (ids: readonly string[]) => ledger.access.directory.namesOf(ids);
  const today = () => londonDate(new Date().toISOString());
  try {
    const door = imports({ ...ledger, folder: settings.DATA_DIR, namesOf, today });
    const taken = await door.undo(reference, reason, { actor: administrator, token: COMMAND_LINE, programmes: [] });
    tell(taken);
  } finally {
    await ledger.close();
  }
}
