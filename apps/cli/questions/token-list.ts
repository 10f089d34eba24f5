import type { TokenRow } from '#access/index.js';
import { readStoreSettings } from '#platform/index.js';
import { remoteOf } from '../client/remote.js';
import { answer } from '../shell/answer.js';
import { JSON_FLAG, jsonOf, readFlags } from '../shell/flags.js';
import { commandHelp } from '../shell/help.js';
import { withAccess } from '../shell/with-access.js';
import { inOneLine } from '../text/visible-text.js';

export async function tokenList(words: readonly string[]): Promise<void> {
  const { given, help } = readFlags('list', words, JSON_FLAG);
  if (help) return console.log(commandHelp('token list', JSON_FLAG));
  const settings = readStoreSettings(process.env);
  const remote = remoteOf(process.env);
  const tokens = remote ? await tokensOf(remote) : await withAccess(settings, (access) => access.tokens());
  answer(jsonOf(given), tokens, tokens.map(lineOf).join('\n') || 'There are no tokens.');
}

async function tokensOf({ url, token }: { readonly url: string; readonly token: string }): Promise<TokenRow[]> {
  const { httpClient } = await import('../client/http-client.js');
  return httpClient(url, token).tokens();
}

function lineOf({ reference, roles, label, createdAt, revokedAt }: TokenRow): string {
  const state = revokedAt === null ? 'live' : `revoked ${revokedAt}`;
  return [reference, roles.join(','), `made ${createdAt}`, state, inOneLine(label ?? '')].join('  ').trimEnd();
}
