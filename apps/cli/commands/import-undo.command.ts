import { administrator, COMMAND_LINE, openBegunLedger } from '#application/index.js';
import { londonDate } from '#domain/index.js';
import { imports } from '#imports/index.js';
import { readStoreSettings } from '#platform/index.js';
import { serverAfter } from '../client/open-client.js';
import { remoteOf } from '../client/remote.js';
import { type TakenBack, undoThrough } from '../import/import-remote.js';
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
  const tell = ({ taken, stays = [] }: TakenBack) => {
    const lines = stays.map((each) => `  of ${each.reference} stays what no event can take back: ${each.what}`);
    answer(
      { json },
      { reference, taken, stays },
      [`${reference} is taken back: ${taken.join(', ')}`, ...lines].join('\n'),
    );
  };
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
    tell(await door.undo(reference, reason, { actor: administrator, token: COMMAND_LINE, programmes: [] }));
  } finally {
    await ledger.close();
  }
}
