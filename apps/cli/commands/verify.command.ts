import { existsSync, readFileSync } from 'node:fs';
import { messageOf } from '#errors/index.js';
import { readStoreSettings, withProgress } from '#platform/index.js';
import { readVerifierKey, type Verifier } from '#proof/index.js';
import { unreadable } from '#tree/index.js';
import { answer, type JsonOption } from '../shell/answer.js';
import { linesOf } from '../verify/lines.js';
import { verifyExport } from '../verify/verify-export.js';
import { verifyFolder } from '../verify/verify-folder.js';
import { ledgerCommand } from './ledger-command.js';

interface Options extends JsonOption {
  readonly checkpoint?: string;
  readonly key?: string;
}

const EXIT_CODES = { proven: 0, refuted: 1, 'cannot-tell': 2 };

export const verify = ledgerCommand('verify')
  .option('--key <key>', 'a public key of the ledger, or a file with one a line; default: those of the data folder')
  .option('--checkpoint <file>', 'the checkpoint of an export; default: the file beside it that ends in .checkpoint')
  .action(run);

async function run(file: string | undefined, { json, key, checkpoint }: Options): Promise<void> {
  const verifiers = key === undefined ? [] : keysIn(key);
  const settings = readStoreSettings(process.env);
  const verdict = await withProgress('Verifying', (progress) =>
    file === undefined
      ? verifyFolder(settings, verifiers, progress)
      : verifyExport({ file, checkpoint: checkpoint ?? `${file}.checkpoint`, verifiers }, progress),
  ).catch((error: unknown) => unreadable(messageOf(error)));
  answer({ ...(json && { json }) }, verdict, linesOf(verdict));
  process.exitCode = EXIT_CODES[verdict.outcome];
}

function keysIn(given: string): Verifier[] {
  const text = existsSync(given) ? readFileSync(given, 'utf8') : given;
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(readVerifierKey);
}
