import type { RunQuery } from '#platform/index.js';
import type { WebhookTables } from './webhook-schema.js';

export interface LedgerCopy {
  readonly mark: string;
  readonly copiesUnmarked: boolean;
}

/** The first process that detects the copy halts its webhooks, once. */
export async function haltCopies(run: RunQuery<WebhookTables>, { mark, copiesUnmarked }: LedgerCopy): Promise<void> {
  const known = await run((db) => db.selectFrom('home').select('mark').executeTakeFirst());
  if (known?.mark === mark) return;
  await run((db) =>
    db.transaction().execute(async (trx) => {
      const { numUpdatedRows: moved } = await trx
        .updateTable('home')
        .set({ mark })
        .where('mark', '<>', mark)
        .executeTakeFirstOrThrow();
      const { numInsertedOrUpdatedRows: first = 0n } = await trx
        .insertInto('home')
        .columns(['mark'])
        .expression(
          trx
            .selectNoFrom(({ val }) => val(mark).as('mark'))
            .where(({ exists, not, selectFrom }) => not(exists(selectFrom('home').select('mark')))),
        )
        .executeTakeFirstOrThrow();
      if (moved === 0n && (first === 0n || !copiesUnmarked)) return;
      await trx
        .updateTable('webhooks')
        .set({ halted: 'restored' })
        .where('halted', 'is', null)
        .where('secret', 'is not', null)
        .execute();
    }),
  );
}
