import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { EventStore } from '#event-store/index.js';
import { writePrivate } from '#platform/index.js';
import {
  type HandOver,
  handOver,
  newPrivateKey,
  originOf,
  readNote,
  readVerifierKey,
  type Signer,
  signerOf,
  type Verifier,
  verifierKey,
} from '#proof/index.js';
import { keyChangesIn } from './key-changes.js';
import { ledgerIn } from './ledger-events.js';
import type { TreeStore } from './tree-store.js';

const FOLDER = 'keys';
const KEY_FILE = 'signing-key.pem';
/** Every public key that has signed here, oldest first: what others check checkpoints with. */
export const PUBLIC_KEYS = 'keys/public-keys';

export interface KeyPlace {
  /** The data folder. */
  readonly folder: string;
  /** A file; without one the key of the folder signs. */
  readonly signingKey?: string | undefined;
}

const fileOf = ({ folder, signingKey }: KeyPlace): string => signingKey ?? join(folder, FOLDER, KEY_FILE);
/** A key that has yet to take over: by its id, so that no other overwrites it. */
const waitingFile = (place: KeyPlace, { id }: Verifier): string => `${fileOf(place)}.${id}`;

/**
 * The key that signs checkpoints: the one in force, where events say which that is. It takes over in the file from the
 * one before. Undefined where the private key is not here. Errors: a file that holds no Ed25519 key.
 */
export function openSigner(place: KeyPlace, origin: string, inForce?: string): Signer | undefined {
  if (inForce !== undefined) takeOver(place, origin, readVerifierKey(inForce));
  const signer = inForce === undefined || existsSync(fileOf(place)) ? ownSigner(place, origin) : undefined;
  if (!signer || (inForce !== undefined && verifierKey(signer) !== inForce)) return undefined;
  const known = publicKeysIn(place.folder);
  if (!known.includes(verifierKey(signer))) write(place.folder, [...known, verifierKey(signer)]);
  return signer;
}

function takeOver(place: KeyPlace, origin: string, inForce: Verifier): void {
  const waiting = waitingFile(place, inForce);
  if (existsSync(waiting) && verifierKey(signerIn(waiting, origin)) === verifierKey(inForce))
    renameSync(waiting, fileOf(place));
}

/** The first start makes it. */
function ownSigner(place: KeyPlace, origin: string): Signer {
  mkdirSync(join(place.folder, FOLDER), { recursive: true, mode: 0o700 });
  const file = fileOf(place);
  if (place.signingKey === undefined && !existsSync(file)) writePrivate(file, newPrivateKey());
  return signerIn(file, origin);
}

export interface WaitingKey extends HandOver {
  /** Where its private key waits until the event is signed. */
  readonly file: string;
}

/** A new key that the one in force hands over to. Errors: where its private key is not here. */
export function makeNextKey(place: KeyPlace): WaitingKey {
  const newest = publicKeysIn(place.folder).at(-1);
  if (newest === undefined)
    throw new Error(`${publicKeysFile(place.folder)} holds no key: start the server, which signs, and try again.`);
  const { name } = readVerifierKey(newest);
  const old = signerIn(fileOf(place), name);
  const { file, signer } = writeWaiting(place, name);
  return { ...handOver(old, verifierKey(old), verifierKey(signer)), file };
}

function writeWaiting(place: KeyPlace, name: string) {
  const pem = newPrivateKey();
  const signer = signerOf(name, pem);
  const file = waitingFile(place, signer);
  writePrivate(file, pem);
  return { file, signer };
}

interface TakenIn extends KeyPlace {
  readonly store: Pick<EventStore, 'readStream'>;
  readonly tree: Pick<TreeStore, 'checkpoint'>;
}

/**
 * A key that has to be taken in by an event before it signs: that of another file, or a new one, where the private key
 * of the one in force is lost. Errors: a key of the settings that was retired; those of the stores.
 */
export async function keyToTakeIn(
  given: TakenIn,
): Promise<{ readonly from: string | undefined; readonly key: string } | undefined> {
  const ledger = await ledgerIn(given.store);
  if (ledger === undefined) return undefined;
  const changes = await keyChangesIn(given.store);
  const last = changes.at(-1)?.to;
  if (last !== undefined && existsSync(waitingFile(given, readVerifierKey(last)))) return undefined;
  const own = ownSigner(given, originOf(ledger));
  const key = verifierKey(own);
  const note = (await given.tree.checkpoint())?.note;
  const signed = last === undefined && note !== undefined ? keyIdsOf(note, own.name) : undefined;
  if (key === last || (last === undefined && (signed?.includes(own.id) ?? true))) return undefined;
  const from = last ?? publicKeysIn(given.folder).findLast((known) => signed?.includes(readVerifierKey(known).id));
  const number = changes.findIndex((change) => change.from === key || change.to === key);
  if (number < 0) return { from, key };
  if (given.signingKey !== undefined)
    throw new Error(`The key in ${given.signingKey} was retired; give SIGNING_KEY the private key of ${last}.`);
  return { from, key: verifierKey(writeWaiting(given, own.name).signer) };
}

const keyIdsOf = (note: string, name: string): string[] =>
  readNote(note)
    .signatures.filter((signature) => signature.name === name)
    .map(({ keyId }) => keyId);

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
