import { rmSync } from 'node:fs';
import { isFailure } from '#commands/index.js';
import { RotateSigningKey } from '#domain/index.js';
import { type ErrorDefinition, registry } from '#errors/index.js';
import { readStoreSettings } from '#platform/index.js';
import { makeNextKey } from '#tree/index.js';
import { bodyOf } from '../client/client.js';
import { withLedger } from '../client/open-client.js';
import { answer, type JsonOption } from '../shell/answer.js';
import { ledgerCommand } from './ledger-command.js';

interface Options extends JsonOption {
  readonly reason: string;
}

export const keyRotate = ledgerCommand('key rotate')
  .requiredOption('--reason <reason>', 'why, which the event holds')
  .action(run);

async function run({ json, reason }: Options): Promise<void> {
  const { SIGNING_KEY: signingKey } = process.env;
  const next = makeNextKey({ folder: readStoreSettings(process.env).DATA_DIR, ...(signingKey && { signingKey }) });
  const { from, to: key, signature, file } = next;
  const command = bodyOf(RotateSigningKey, { key, from, signature, reason });
  try {
    await withLedger((client) => client.give({ kind: 'ledger', verb: 'rotate-signing-key', ref: 'ledger', command }));
  } catch (error) {
    if (isRefusal(error)) rmSync(file);
    throw error;
  }
  answer(
    { ...(json && { json }) },
    { key, from },
    `Checkpoints are signed from now on with ${key}\nTell whoever checks them, and your witnesses.`,
  );
}

/** Of an answer that was lost, or a fault of the server, nobody knows whether the key is in force: it must stay. */
function isRefusal(error: unknown): boolean {
  const known: Readonly<Record<string, ErrorDefinition | undefined>> = registry;
  return isFailure(error) && (known[error.code]?.status ?? 500) < 500;
}
