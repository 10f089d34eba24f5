import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivate } from '#platform/index.js';
import { newPrivateKey, readVerifierKey, type Signer, signerOf, type Verifier, verifierKey } from '#proof/index.js';

const FOLDER = 'keys';
const KEY_FILE = 'signing-key.pem';
/** Every public key that has signed here, oldest first: what others check checkpoints with. */
export const PUBLIC_KEYS = 'keys/public-keys';

/**
 * The key that signs checkpoints: of the file that is given, or of `keys/`, where the first start makes it. Errors: a
 * file that holds no Ed25519 key.
 */
export function openSigner(folder: string, origin: string, given?: string): Signer {
  const file = given ?? join(folder, FOLDER, KEY_FILE);
  mkdirSync(join(folder, FOLDER), { recursive: true, mode: 0o700 });
  if (given === undefined && !existsSync(file)) writePrivate(file, newPrivateKey());
  const signer = signerIn(file, origin);
  const known = publicKeysIn(folder);
  if (!known.includes(verifierKey(signer))) write(folder, [...known, verifierKey(signer)]);
  return signer;
}

function signerIn(file: string, origin: string): Signer {
  try {
    return signerOf(origin, readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} holds no Ed25519 private key as PEM: ${(error as Error).message}`);
  }
}

export const publicKeysFile = (folder: string): string => join(folder, PUBLIC_KEYS);

export function publicKeysIn(folder: string): string[] {
  const file = publicKeysFile(folder);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}

export const verifiersIn = (folder: string): Verifier[] => publicKeysIn(folder).map(readVerifierKey);

const write = (folder: string, keys: readonly string[]): void =>
  writePrivate(publicKeysFile(folder), keys.map((key) => `${key}\n`).join(''));
