import { existsSync } from 'node:fs';
import { openAccessStore, type TokenRow } from '#access/index.js';
import { eventsOf, noLedger, readModelsOf } from '#application/index.js';
import { LEDGER_STREAM } from '#domain/index.js';
import { openForReading } from '#event-store/index.js';
import { readStoreSettings, type StoreSettings } from '#platform/index.js';
import { remoteOf } from '../client/remote.js';
import { answer } from '../shell/answer.js';
import { JSON_FLAG, jsonOf, readFlags } from '../shell/flags.js';
import { commandHelp } from '../shell/help.js';
import { inOneLine } from '../text/visible-text.js';

export async function tokenList(words: readonly string[]): Promise<void> {
  const { given, help } = readFlags('list', words, JSON_FLAG);
  if (help) return console.log(commandHelp('token list', JSON_FLAG));
  const settings = readStoreSettings(process.env);
  const remote = remoteOf(process.env);
  const tokens = remote ? await tokensOf(remote) : await tokensIn(settings);
  answer(jsonOf(given), tokens, tokens.map(lineOf).join('\n') || 'There are no tokens.');
}

async function tokensOf({ url, token }: { readonly url: string; readonly token: string }): Promise<TokenRow[]> {
  const { httpClient } = await import('../client/http-client.js');
  return httpClient(url, token).tokens();
}

/** Reads the access store directly, which works while a server runs. */
async function tokensIn(settings: StoreSettings): Promise<TokenRow[]> {
  await requireLedger(settings);
  const access = await openAccessStore(readModelsOf(settings));
  try {
    return await access.tokens();
  } finally {
    await access.close();
  }
}

async function requireLedger(settings: StoreSettings): Promise<void> {
  const events = eventsOf(settings);
  if (events.engine === 'sqlite' && !existsSync(events.file)) throw noLedger(settings);
  const store = await openForReading(events);
  try {
    if ((await store.readStream(LEDGER_STREAM, { limit: 1 })).length === 0) throw noLedger(settings);
  } finally {
    await store.close();
  }
}

function lineOf({ reference, roles, label, createdAt, revokedAt }: TokenRow): string {
  const state = revokedAt === null ? 'live' : `revoked ${revokedAt}`;
  return [reference, roles.join(','), `made ${createdAt}`, state, inOneLine(label ?? '')].join('  ').trimEnd();
}
