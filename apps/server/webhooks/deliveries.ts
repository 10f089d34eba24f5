import { SYSTEM } from '#application/ledger/begin-ledger.js';
import type { Ledger } from '#application/ledger/open-ledger.js';
import type { ReadSide } from '#application/ledger/read-side.js';
import { DisableWebhook } from '#domain/webhook/webhook.js';
import type { Config } from '#platform/config.js';
import type { Delivering } from './line.js';

/** The least that Standard Webhooks recommends; a receiver that has more to do answers first. */
const TIMEOUT_MS = 15_000;

/** How many attempts this process has made, by what came of them. */
export type Attempts = Map<string, number>;

/** What a server sends its webhooks with; counts the attempts. */
export function deliveringOf(config: Config, ledger: Ledger, readSide: ReadSide, attempts: Attempts): Delivering {
  const { access, commands, store } = ledger;
  return {
    readSide,
    access,
    head: () => store.head(),
    toPrivateAddresses: config.WEBHOOKS_TO_PRIVATE_ADDRESSES !== undefined,
    timeoutMs: TIMEOUT_MS,
    async disable(ref, reason, idempotencyKey) {
      const command = Object.assign(new DisableWebhook(), { reason });
      await commands.handle({ kind: 'webhook', verb: 'disable', ref, command, principal: SYSTEM, idempotencyKey });
    },
    attempted(failure) {
      const outcome = failure ?? 'taken';
      attempts.set(outcome, (attempts.get(outcome) ?? 0) + 1);
    },
    complain: console.error,
  };
}
