import { administrator, COMMAND_LINE, enricherOf, openBegunLedger, type StorageConfig } from '#application/index.js';
import { type Aggregate, aggregates, type Kind } from '#domain/index.js';
import type { LedgerClient } from './client.js';

/** Needs stores that no server holds; creates a ledger called `name` if there is none. */
export async function localClient(where: StorageConfig, name: string | undefined): Promise<LedgerClient> {
  const ledger = await openBegunLedger(where, name);
  const principal = { actor: administrator, token: COMMAND_LINE, programmes: [] };
  const afterwards = enricherOf(ledger);
  const aggregatesByKind: Readonly<Partial<Record<Kind, Aggregate>>> = aggregates;
  return {
    async give(request) {
      const result = await ledger.commands.handle({ ...request, principal });
      return { ...result, ...(await afterwards(aggregatesByKind[request.kind] as Aggregate, request.verb, result)) };
    },
    haltedWebhooks: async () => (await ledger.access.webhooks.halted()).map(({ webhook }) => webhook),
    close: () => ledger.close(),
  };
}
