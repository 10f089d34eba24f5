import { existsSync, readFileSync } from 'node:fs';
import { messageOf } from '#errors/index.js';
import type { PackToCheck } from '#packs/index.js';
import { readStoreSettings, withProgress } from '#platform/index.js';
import { readVerifierKey, type Verifier } from '#proof/index.js';
import { unreadable, type Verification } from '#tree/index.js';
import { readPolicyFile } from '#witness/index.js';
import { answer, type JsonOption } from '../shell/answer.js';
import { linesOf, PACK_TITLES } from '../verify/lines.js';
import { verifyExport } from '../verify/verify-export.js';
import { verifyFolder } from '../verify/verify-folder.js';
import { ledgerCommand } from './ledger-command.js';

interface Options extends JsonOption {
  readonly checkpoint?: string;
  readonly key?: string;
  readonly policy?: string;
}

const EXIT_CODES = { proven: 0, refuted: 1, 'cannot-tell': 2 };

export const verify = ledgerCommand('verify')
  .option('--key <key>', 'a public key of the ledger, or a file with one a line; default: those of the data folder')
  .option('--checkpoint <file>', 'the checkpoint of an export; default: the file beside it that ends in .checkpoint')
  .option('--policy <file>', 'the witnesses that must have seen the events, as a policy by C2SP tlog-policy')
  .action(run);

async function run(file: string | undefined, { json, key, checkpoint, policy: policyFile }: Options): Promise<void> {
  const verifiers = key === undefined ? [] : keysIn(key);
  const policy = policyFile === undefined ? undefined : readPolicyFile(policyFile);
  const settings = readStoreSettings(process.env);
  const verdict = await withProgress('Verifying', (progress) =>
    file === undefined
      ? verifyFolder(settings, verifiers, progress, policy)
      : isPack(file)
        ? checkPackOf({ file, verifiers, policy })
        : verifyExport({ file, checkpoint: checkpoint ?? `${file}.checkpoint`, verifiers, policy }, progress),
  ).catch((error: unknown) => unreadable(messageOf(error)));
  const titles = file !== undefined && isPack(file) ? PACK_TITLES : undefined;
  answer({ ...(json && { json }) }, verdict, linesOf(verdict, titles));
  process.exitCode = EXIT_CODES[verdict.outcome];
}

const isPack = (file: string): boolean => file.endsWith('.zip');

/** Loaded here alone: it opens read models. */
async function checkPackOf(given: PackToCheck): Promise<Verification> {
  const { checkPack } = await import('#packs/index.js');
  return checkPack(given);
}

function keysIn(given: string): Verifier[] {
  const text = existsSync(given) ? readFileSync(given, 'utf8') : given;
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(readVerifierKey);
}
