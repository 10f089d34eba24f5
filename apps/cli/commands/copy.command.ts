import { isDeepStrictEqual } from 'node:util';
import type { AccessLocation } from '#access/index.js';
import type { StoreLocation } from '#event-store/index.js';
import { withProgress } from '#platform/index.js';
import { type Copied, copyLedger } from '../copy/copy.js';
import {
  accessAt,
  type CopiedAccess,
  copyAccess,
  isDatabase,
  openSourceAccess,
  openTargetAccess,
} from '../copy/copy-access.js';
import { markNewFolder } from '../copy/mark.js';
import { openSource, openTarget, storeAt } from '../copy/store-of.js';
import { answer, type JsonOption } from '../shell/answer.js';
import { ledgerCommand } from './ledger-command.js';

interface Options extends JsonOption {
  readonly from: string;
  readonly to: string;
  readonly fromPrefix?: string;
  readonly toPrefix?: string;
}

export const copy = ledgerCommand('copy')
  .requiredOption(
    '--from <store>',
    'a data folder, an events file or an esdb:// address; with a postgres:// one tokens, webhooks and people',
  )
  .requiredOption('--to <store>', 'the target: an empty store or an interrupted copy')
  .option('--from-prefix <prefix>', 'the STREAM_PREFIX there, for an address')
  .option('--to-prefix <prefix>', 'the STREAM_PREFIX there, for an address')
  .action(run);

async function run({ json, from, to, fromPrefix, toPrefix }: Options): Promise<void> {
  if (isDatabase(from) || isDatabase(to)) return answerAccess({ json, from, to, fromPrefix, toPrefix });
  const [source, target] = [storeAt(from, fromPrefix), storeAt(to, toPrefix)];
  if (isDeepStrictEqual(source, target))
    throw new Error('The source and the target are the same store; name another target with --to.');
  const stopping = new AbortController();
  process.once('SIGINT', () => stopping.abort(new Error('Stopped; run the same command again to resume.')));
  const copied = await copyBetween(source, target, stopping.signal);
  const { events, written, hash } = copied;
  answer({ json }, copied, `${events} events are the same on both sides, ${written} of them copied now: ${hash}`);
}

async function answerAccess({ json, from, to, fromPrefix, toPrefix }: Options): Promise<void> {
  const copied = await copyAccessBetween(accessAt(from, fromPrefix), accessAt(to, toPrefix));
  const same = `${copied.tokens} tokens, ${copied.webhooks} webhooks and the names of ${copied.people} persons are the same on both sides`;
  const halted = copied.webhooks > 0 ? '; its webhooks are halted until: action-ledger webhooks resume' : '';
  const now = copied.copied ? `${same}, all of them copied now${halted}` : `${same}; nothing was copied`;
  answer({ json }, copied, now);
}

async function copyBetween(source: StoreLocation, target: StoreLocation, signal: AbortSignal): Promise<Copied> {
  const from = await openSource(source);
  try {
    // Fails here when the source does not answer, before an empty target exists.
    await from.head();
    markNewFolder(target, source);
    const to = await openTarget(target);
    try {
      return await copyLedger({ from, to, show: withProgress, signal });
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}

async function copyAccessBetween(source: AccessLocation, target: AccessLocation): Promise<CopiedAccess> {
  const from = await openSourceAccess(source);
  try {
    markNewFolder(target, source);
    const to = await openTargetAccess(target);
    try {
      return await copyAccess(from, to);
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}
