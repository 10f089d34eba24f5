import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { aggregates } from '#domain/index.js';
import { loadPlan, readPlan } from '#plan-import/index.js';
import { withProgress } from '#platform/index.js';
import { withLedger } from '../client/open-client.js';
import type { DocumentOptions } from '../import/document-file.js';
import { answer, type JsonOption } from '../shell/answer.js';
import { inOneLine } from '../text/visible-text.js';
import { ledgerCommand } from './ledger-command.js';

interface Options extends JsonOption, DocumentOptions {
  readonly check?: true;
  readonly dryRun?: true;
}

export const importPlan = ledgerCommand('import')
  .option('--check', 'of a folder: only validate the files, without loading them')
  .option('--dry-run', 'of a document: only show what would be recorded')
  .option('--map <file>', 'of a document: what its columns mean, as lines of a heading and its role')
  .option('--answers <file>', 'of a document: answers to what it leaves open, as lines of a question and its answer')
  .option('--date <day>', 'of a document: its day, such as 2018-03-09')
  .action(run);

async function run(path: string, options: Options): Promise<void> {
  const there = statSync(path, { throwIfNoEntry: false });
  if (!there) throw new Error(`There is no file or folder ${path}; check the path.`);
  if (!there.isDirectory()) return (await import('../import/import-document.js')).importDocument(path, options);
  if (!existsSync(join(path, 'plan.yaml')))
    throw new Error(`${path} is a folder without plan.yaml; name a document, or the folder of a plan.`);
  return load(path, options);
}

async function load(folder: string, options: Options): Promise<void> {
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
