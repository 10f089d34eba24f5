import { tokenSecrets } from '#apps/server/http/token-secrets.js';
import { openLedgerFolder } from '#apps/server/ledger/open-ledger.js';
import { aggregates } from '#domain/aggregates.js';
import { type Aggregate, type Kind } from '#domain/kernel/decider.js';
import type { Door } from './door.js';

/** The door through a data folder that no server holds; its ledger is begun under `name` where there is none. */
export async function folderDoor(folder: string, name: string | undefined): Promise<Door> {
  const ledger = await openLedgerFolder(folder, name);
  const principal = { actor: ledger.administrator, programmes: [] };
  const secretsOf = tokenSecrets(ledger);
  const known: Readonly<Partial<Record<Kind, Aggregate>>> = aggregates;
  return {
    async give(request) {
      const result = await ledger.commands.handle({ ...request, principal });
      return { ...result, ...(await secretsOf(known[request.kind] as Aggregate, request.verb, result)) };
    },
    tokens: () => ledger.access.tokens(),
    close: () => ledger.close(),
  };
}
