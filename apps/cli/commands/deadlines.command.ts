import { deadlinesAt, FolderInUse, isWatched, openBegunLedger, raise } from '#application/index.js';
import { type Config, readConfig } from '#platform/index.js';
import type { Deadlines, FallenDue } from '#read-models/index.js';
import { openFolder } from '../report/folder.js';
import { answer, type JsonOption } from '../shell/answer.js';
import { ledgerCommand } from './ledger-command.js';

interface Options extends JsonOption {
  readonly dryRun?: true;
}

export const deadlines = ledgerCommand('deadlines')
  .option('--dry-run', 'only list them; works beside a running server')
  .action(run);

async function run({ json, dryRun }: Options): Promise<void> {
  const config = readConfig(process.env);
  const { fallenDue, next, illustrative } = await found(config);
  const recorded = dryRun ? 0 : await record(config, fallenDue);
  const lines = fallenDue.map(({ reference, sort, dueOn }) => `${dueOn}  ${reference}  ${sort}`);
  const outlook = next === null ? 'Nothing more falls due.' : `Something falls due next on ${next}.`;
  answer(
    { json },
    { fallenDue, recorded, next },
    [...lines, `${recorded} recorded of ${fallenDue.length} that have fallen due. ${outlook}`].join('\n'),
    illustrative,
  );
}

async function found(config: Config): Promise<Deadlines & { readonly illustrative: boolean }> {
  const folder = await openFolder(config);
  try {
    if (folder.lag) console.error(folder.lag);
    return { ...(await deadlinesAt(folder.read, new Date().toISOString())), illustrative: folder.illustrative };
  } finally {
    await folder.close();
  }
}

async function record(config: Config, fallenDue: readonly FallenDue[]): Promise<number> {
  const { DATA_DIR } = config;
  const ledger = await openBegunLedger(config, undefined).catch((error: unknown) => {
    if (!(error instanceof FolderInUse)) throw error;
    throw new Error(`A server has locked ${DATA_DIR} and records deadlines itself; use --dry-run to list them.`);
  });
  try {
    if (!(await isWatched(ledger.store)))
      throw new Error(
        `${DATA_DIR} contains illustrative data with past dates, so deadlines are not recorded; use --dry-run to list them.`,
      );
    for (const due of fallenDue) await raise(ledger.commands, due);
    return fallenDue.length;
  } finally {
    await ledger.close();
  }
}
