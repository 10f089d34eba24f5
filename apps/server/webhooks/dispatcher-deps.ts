import { type Ledger, type ReadSide, SYSTEM, tokenReader } from '#application/index.js';
import { DisableWebhook } from '#domain/index.js';
import { type Config, LOG_EVENTS, type Log } from '#platform/index.js';
import type { AttemptCounts, DispatcherDeps } from '#webhooks/index.js';

/** Minimum that Standard Webhooks recommends, in milliseconds; a slow receiver should answer first and work later. */
const TIMEOUT_MS = 15_000;

export function dispatcherDeps(
  config: Config,
  { access, commands, store }: Ledger,
  readSide: ReadSide,
  attempts: AttemptCounts,
  log: Log,
): DispatcherDeps {
  return {
    readSide,
    attempts,
    webhooks: access.webhooks,
    readerOf: tokenReader(access),
    acquireLease: () => access.acquireWebhookLease(),
    head: () => store.head(),
    toPrivateAddresses: config.WEBHOOKS_TO_PRIVATE_ADDRESSES !== undefined,
    timeoutMs: TIMEOUT_MS,
    async disable(ref, reason, idempotencyKey) {
      const command = Object.assign(new DisableWebhook(), { reason });
      await commands.handle({ kind: 'webhook', verb: 'disable', ref, command, principal: SYSTEM, idempotencyKey });
    },
    warn: (message) => log.warn({ event: LOG_EVENTS.webhookWarning }, message),
  };
}
