import { enricherOf } from '#application/commands/result-enricher.js';
import { openBegunLedger } from '#application/ledger/begin-ledger.js';
import { eventsOf, readModelsOf, type StorageConfig } from '#application/ledger/locations.js';
import { openLedger } from '#application/ledger/open-ledger.js';
import { SYSTEM } from '#application/ledger/principals.js';
import { openReadSide } from '#application/ledger/read-side.js';
import { dispatcherDeps } from '#apps/server/webhooks/dispatcher-deps.js';
import { aggregates } from '#domain/aggregates.js';
import { readBody } from '#domain/kernel/body.js';
import { type CommandBody, PlainCommand } from '#domain/kernel/command.js';
import type { Aggregate, Kind } from '#domain/kernel/decider.js';
import { readConfig } from '#platform/config.js';
import { openLog } from '#platform/log.js';
import { findWebhook } from '#read-models/webhooks/webhooks.queries.js';
import { EVERYTHING } from '#read-store/query/visibility.js';
import { type AttemptCounts, dispatchWebhooks } from '#webhooks/index.js';
import { receiver } from './receiver.js';

/** A ledger with a webhook to a receiver, and nobody who sends yet. */
export async function hookedLedger(where: StorageConfig) {
  await (await openBegunLedger(where, 'Plan')).close();
  const ledger = await openLedger(where, { toPrivateAddresses: true });
  const stopping = new AbortController();
  const log = openLog('pretty');
  const readSide = await openReadSide({
    ...{ readModels: readModelsOf(where), events: eventsOf(where), projects: true },
    directory: ledger.access.directory,
    log,
    stopping: stopping.signal,
  });
  const to = await receiver();
  const sending: Promise<void>[] = [];
  const warnings: string[] = [];
  const afterwards = enricherOf(ledger);

  async function give(kind: Kind, body: object, verb?: string, ref?: string) {
    const aggregate: Aggregate = aggregates[kind as 'party'];
    const rule = verb === undefined ? aggregate.creation : aggregate.verbs[verb];
    const read = readBody<CommandBody>(rule?.body ?? PlainCommand, body);
    if ('errors' in read) throw new Error(JSON.stringify(read.errors));
    const done = await ledger.commands.handle({ kind, verb, ref, command: read.command, principal: SYSTEM });
    return { ...done, ...((await afterwards(aggregate, verb, done)) as { secret?: string } | undefined) };
  }

  await give('party', { kind: 'organisation', name: 'Trust', reference: 'TRUST' });
  const token = await give('token', { party: 'TRUST', roles: ['viewer'] });
  const { id, secret } = await give('webhook', { url: to.url, token: token.reference });
  to.secret = secret ?? '';
  return {
    ledger,
    to,
    id,
    give,
    warnings,
    /** Begins to send, as one process does. */
    deliver(): AttemptCounts {
      const attempts: AttemptCounts = new Map();
      const config = readConfig({ WEBHOOKS_TO_PRIVATE_ADDRESSES: '1' });
      const deps = dispatcherDeps(config, ledger, readSide, attempts, log);
      const warn = (message: string) => void warnings.push(message);
      sending.push(dispatchWebhooks({ ...deps, warn }, stopping.signal));
      return attempts;
    },
    shown: () => readSide.read({ now: new Date().toISOString() }, EVERYTHING, (view) => findWebhook(view, id)),
    async stop() {
      stopping.abort();
      await Promise.all(sending);
      await readSide.stop();
      await ledger.close();
      await to.stop();
    },
  };
}
