import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivate } from '#platform/index.js';
import {
  newPrivateKey,
  readVerifierKey,
  type Signer,
  type Verifier,
  verifierKey,
  witnessSignerOf,
} from '#proof/index.js';
import { openWitnessState, type WitnessState } from './witness-state.js';

export const WITNESS_KEY_FILE = 'witness-key.pem';
export const WITNESS_FILE = 'witness.db';

export interface OpenedWitness {
  readonly signer: Signer;
  readonly state: WitnessState;
}

/**
 * The key and the state of a witness, which the first start makes. Errors: a key without its state, for a witness that
 * has forgotten what it cosigned could cosign a second history.
 */
export function openWitness(folder: string, name: string, now: () => Date): OpenedWitness {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const [keyFile, stateFile] = [join(folder, WITNESS_KEY_FILE), join(folder, WITNESS_FILE)];
  const isNew = !existsSync(keyFile);
  if (!isNew && !existsSync(stateFile))
    throw new Error(
      `${keyFile} is there, and ${stateFile}, which holds what was cosigned with it, is not: put it back. Where it is lost, move the key away too, and give the new public key to whoever relies on this witness.`,
    );
  const pem = isNew ? newPrivateKey() : readFileSync(keyFile, 'utf8');
  const signer = signerIn(keyFile, name, pem);
  const state = openWitnessState(stateFile, verifierKey(signer), now);
  // After the state: a start that is cut off between leaves nothing that was cosigned.
  if (isNew) writePrivate(keyFile, pem);
  return { signer, state };
}

function signerIn(file: string, name: string, pem: string): Signer {
  try {
    return witnessSignerOf(name, pem);
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`);
  }
}

/** Public keys of logs, one a line, as in `keys/public-keys`; a line may begin with `#` or with `log`. */
export function readLogs(file: string): Verifier[] {
  const logs = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim().replace(/^log\s+/, ''))
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => readVerifierKey(line.split(/\s+/)[0] ?? ''));
  if (logs.length === 0) throw new Error(`${file} names no log: write the public key of a ledger, one a line.`);
  return logs;
}
