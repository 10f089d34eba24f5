import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { executeInSnapshot } from '#application/index.js';
import { isUnfinished, MAIL_READER, openMailer, type SentDigest, sendDigests } from '#digest/index.js';
import { digestWriter, type MadeDigests, makeDigests } from '#pages/index.js';
import { type Config, openLog, readConfig, readServerFile, writePrivate } from '#platform/index.js';
import { remoteOf } from '../client/remote.js';
import { openFolder } from '../report/folder.js';
import { answer, type JsonOption } from '../shell/answer.js';
import { withAccess } from '../shell/with-access.js';
import { ledgerCommand } from './ledger-command.js';

interface Options extends JsonOption {
  readonly meeting?: string;
  readonly out?: string;
}

export const digest = ledgerCommand('digest')
  .option('--meeting <meeting>', 'what is due before this meeting, sent once for it; default: once for this day')
  .option('--out <folder>', 'write a text and an HTML file for each lead instead, which counts as nothing sent')
  .action(run);

async function run({ json, meeting, out }: Options): Promise<void> {
  const remote = remoteOf(process.env);
  const { period, digests } = remote
    ? await sentByServer(remote, meeting, out)
    : await sentHere(readConfig(process.env), meeting, out);
  if (digests.some(isUnfinished)) process.exitCode = 1;
  answer({ json }, { period, digests }, linesOf(period, digests, out).join('\n'));
}

type Outcome = SentDigest['outcome'] | 'written';
interface Digested {
  readonly party: string;
  readonly outcome: Outcome;
  readonly failure: string | null;
}
interface Answered {
  readonly period: string;
  readonly digests: readonly Digested[];
}

async function sentByServer(
  remote: { readonly url: string; readonly token: string },
  meeting: string | undefined,
  out: string | undefined,
): Promise<Answered> {
  if (out !== undefined)
    throw new Error('--out writes from a ledger on this machine; leave out ACTION_LEDGER_URL, or leave out --out.');
  const { httpClient } = await import('../client/http-client.js');
  return httpClient(remote.url, remote.token).sendDigests(meeting);
}

async function sentHere(config: Config, meeting: string | undefined, out: string | undefined): Promise<Answered> {
  if (out === undefined && !config.SMTP_URL)
    throw new Error('SMTP_URL is not set; set it and MAIL_FROM to send, or name a folder with --out.');
  const folder = await openFolder(config);
  try {
    if (folder.lag) console.error(folder.lag);
    const made = await executeInSnapshot(folder, {}, MAIL_READER, (ask, day) => makeDigests(ask, day, meeting));
    const { period } = made;
    const digests = out === undefined ? await send(config, made) : await write(config, made, out);
    return { period, digests };
  } finally {
    await folder.close();
  }
}

async function send(config: Config, made: MadeDigests): Promise<readonly Digested[]> {
  const { SMTP_URL = '', MAIL_FROM = '', LOG_FORMAT } = config;
  const mailer = await openMailer(SMTP_URL, MAIL_FROM);
  const write = digestWriter(addressOf(config));
  const sending = { mailer, from: MAIL_FROM, write, log: openLog(LOG_FORMAT), now: () => new Date() };
  try {
    return await withAccess(config, (access) => sendDigests({ ...sending, access }, made, 'any-failed'));
  } finally {
    mailer.close();
  }
}

async function write(config: Config, { digests }: MadeDigests, out: string): Promise<readonly Digested[]> {
  mkdirSync(out, { recursive: true, mode: 0o700 });
  const write = digestWriter(addressOf(config));
  const written: Digested[] = [];
  for (const each of digests) {
    const party = each.party.reference;
    if (each.wanted) {
      const { subject, text, html } = await write(each);
      writePrivate(join(out, `${party}.txt`), `${subject}\n\n${text}`);
      writePrivate(join(out, `${party}.html`), html);
    }
    written.push({ party, outcome: each.wanted ? 'written' : 'stopped', failure: null });
  }
  return written;
}

/** Links in a message lead to the ledger's public address, or to the server that runs on the folder. */
function addressOf({ PUBLIC_URL, DATA_DIR, HOST, PORT }: Config): string {
  const running = readServerFile(DATA_DIR);
  return PUBLIC_URL ?? running?.publicUrl ?? running?.url ?? `http://${HOST}:${PORT}`;
}

const SAYS: Readonly<Record<Outcome, string>> = {
  written: 'written',
  sent: 'sent',
  'already-sent': 'was sent before',
  waits: 'is being sent by another process',
  stopped: 'wants no digest',
  'no-address': 'has no mail address',
  refused: 'was refused',
  failed: 'failed',
  'not-tried': 'was not tried: the mail server is away, or there was no time left; send again',
};

function linesOf(period: string, digests: readonly Digested[], out: string | undefined): readonly string[] {
  const done = digests.filter(({ outcome }) => outcome === 'sent' || outcome === 'written').length;
  const others = digests.filter(({ outcome }) => outcome !== 'sent' && outcome !== 'written');
  return [
    `${period}: ${done} of ${digests.length} ${out === undefined ? 'sent' : `written to ${out}`}`,
    ...others.map(({ party, outcome, failure }) => `${party}  ${SAYS[outcome]}${failure ? ` (${failure})` : ''}`),
  ];
}
