import { HASH_BYTES, type Hash } from '../merkle/hashes.js';
import { BadProof, fromBase64, readCount } from '../text/bad-proof.js';
import { ED25519, type Signer, type Verifier } from './keys.js';
import { type KnownSignature, knownSignatures, readNote, signNote } from './note.js';

/** C2SP tlog-checkpoint: what the log says of its tree. */
export interface TreeHead {
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
}

export interface OpenedCheckpoint extends TreeHead {
  readonly signatures: readonly KnownSignature[];
}

export const checkpointText = ({ origin, size, root }: TreeHead): string =>
  `${origin}\n${size}\n${root.toString('base64')}\n`;

export const signCheckpoint = (head: TreeHead, signer: Signer): string => signNote(checkpointText(head), signer);

/** What a checkpoint says, whoever signed it. Errors: `BadProof`. */
export function readCheckpoint(note: string): TreeHead {
  const [origin = '', size = '', root = '', ...extensions] = readNote(note).text.slice(0, -1).split('\n');
  if (origin === '' || extensions.includes('')) throw new BadProof('This is not a checkpoint.');
  return {
    origin,
    size: readCount(size, 'The size of the tree'),
    root: fromBase64(root, 'The root of the tree', HASH_BYTES),
  };
}

/**
 * What a checkpoint says that the log itself signed: a key of the log has the log's name. Errors: `BadProof`.
 */
export function openCheckpoint(note: string, known: readonly Verifier[]): OpenedCheckpoint {
  const head = readCheckpoint(note);
  const signatures = knownSignatures(readNote(note), known);
  const isOwn = signatures.some(({ by }) => by.type === ED25519 && by.name === head.origin);
  if (!isOwn) throw new BadProof(`No known key of ${head.origin} signed the checkpoint.`);
  return { ...head, signatures };
}
