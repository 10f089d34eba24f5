import { aggregates } from '#domain/index.js';
import { loadPlan, readPlan } from '#plan-import/index.js';
import { withProgress } from '#platform/index.js';
import { withLedger } from '../client/open-client.js';
import { answer, type JsonOption } from '../shell/answer.js';
import { inOneLine } from '../text/visible-text.js';
import { ledgerCommand } from './ledger-command.js';

interface Options extends JsonOption {
  readonly check?: true;
}

export const importPlan = ledgerCommand('import')
  .option('--check', 'only validate the files, without loading them')
  .action(run);

async function run(folder: string, options: Options): Promise<void> {
  const plan = readPlan(folder, aggregates);
  const commands = plan.commands.length;
  if (options.check) {
    answer(options, { folder, commands, valid: true }, `${folder}: ${commands} commands, all valid`);
    return;
  }
  await withLedger(
    (door) => withProgress(`Loading ${inOneLine(plan.ledger)}`, (progress) => loadPlan(plan, door.give, progress)),
    plan.ledger,
  );
  answer(options, { folder, commands, loaded: true }, `${folder}: ${commands} commands are loaded`);
}
