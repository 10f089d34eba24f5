import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { eventsOf, readModelsOf } from '#application/index.js';
import { openForReading } from '#event-store/index.js';
import { makePack, NoPack } from '#packs/index.js';
import { readStoreSettings } from '#platform/index.js';
import type { MeetingView } from '#read-models/index.js';
import { EVERYTHING, findItem } from '#read-store/index.js';
import { publicKeysIn, readTreeStore } from '#tree/index.js';
import { openFolder } from '../report/folder.js';
import { answer, type JsonOption } from '../shell/answer.js';
import { policyOf } from '../verify/policy-of.js';
import { ledgerCommand } from './ledger-command.js';

interface Options extends JsonOption {
  readonly out?: string;
}

export const pack = ledgerCommand('pack')
  .option('--out <file>', 'the file to write; default: the reference of the meeting and -pack.zip')
  .action(run);

async function run(ref: string, { json, out }: Options): Promise<void> {
  const settings = readStoreSettings(process.env);
  const { reference, id } = await meetingOf(settings, ref);
  const store = await openForReading(eventsOf(settings));
  const tree = await readTreeStore(readModelsOf(settings));
  try {
    if (!tree) throw new NoPack('not-signed', 'No checkpoint has been signed yet; start the server, and try again.');
    const publicKeys = publicKeysIn(settings.DATA_DIR);
    const policy = policyOf(process.env);
    const zip = await makePack({ store, tree, publicKeys, policy, meeting: reference, stream: `meeting-${id}` });
    const file = out ?? `${reference}-pack.zip`;
    const stream = createWriteStream(file, { mode: 0o600 }).end(zip);
    await once(stream, 'finish');
    answer({ ...(json && { json }) }, { file, bytes: zip.length }, `${file}: ${zip.length} bytes`);
  } finally {
    await store.close();
    await tree?.close();
  }
}

async function meetingOf(settings: ReturnType<typeof readStoreSettings>, ref: string) {
  const folder = await openFolder(settings);
  try {
    const now = new Date().toISOString();
    const found = await folder.read({ now }, EVERYTHING, (view) => findItem<MeetingView>(view, 'meeting', ref));
    if (!found) throw new Error(`There is no meeting ${ref}.`);
    return found.head;
  } finally {
    await folder.close();
  }
}
