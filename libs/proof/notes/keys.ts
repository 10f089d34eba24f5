import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { sha256 } from '../merkle/hashes.js';
import { BadProof, fromBase64 } from '../text/bad-proof.js';

/** C2SP signed-note: what the byte before a public key says of its signatures. */
export const ED25519 = 0x01;
export const COSIGNATURE = 0x04;
export type SignatureType = typeof ED25519 | typeof COSIGNATURE;

const KEY_BYTES = 32;

export interface Verifier {
  readonly name: string;
  readonly id: string;
  readonly type: SignatureType;
  readonly publicKey: Buffer;
  readonly key: KeyObject;
}

export interface Signer extends Verifier {
  sign(text: string): Buffer;
}

/** The first four bytes of SHA-256, in hexadecimal. */
export const keyId = (name: string, type: SignatureType, publicKey: Buffer): string =>
  sha256(Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(type), publicKey])).toString('hex', 0, 4);

export function verifierOf(name: string, type: SignatureType, publicKey: Buffer): Verifier {
  if (!isKeyName(name)) throw new BadProof(`A key's name has neither spaces nor plus signs: ${JSON.stringify(name)}.`);
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') };
  return {
    name,
    id: keyId(name, type, publicKey),
    type,
    publicKey,
    key: createPublicKey({ key: jwk, format: 'jwk' }),
  };
}

export const verifierKey = ({ name, id, type, publicKey }: Verifier): string =>
  `${name}+${id}+${Buffer.concat([Buffer.of(type), publicKey]).toString('base64')}`;

/** Errors: `BadProof`. */
export function readVerifierKey(text: string): Verifier {
  const [, name = '', id, encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/s.exec(text.trim()) ?? [];
  if (id === undefined) throw new BadProof('A public key is written as name+hash+base64.');
  const bytes = fromBase64(encoded, 'The public key', KEY_BYTES + 1);
  const type = bytes[0];
  if (type !== ED25519 && type !== COSIGNATURE)
    throw new BadProof(`The public key ${name} is of type ${type}; this program knows Ed25519 only.`);
  const verifier = verifierOf(name, type, bytes.subarray(1));
  if (verifier.id !== id) throw new BadProof(`The public key ${name} does not match its hash ${id}; copy it again.`);
  return verifier;
}

/** PKCS #8, PEM. */
export const newPrivateKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** Errors: those of OpenSSL; `BadProof` for a key that is not Ed25519. */
export function signerOf(name: string, pem: string): Signer {
  const privateKey = createPrivateKey(pem);
  if (privateKey.asymmetricKeyType !== 'ed25519')
    throw new BadProof(`The private key is ${privateKey.asymmetricKeyType}, not Ed25519.`);
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  const verifier = verifierOf(name, ED25519, Buffer.from(x, 'base64url'));
  return { ...verifier, sign: (text) => sign(null, Buffer.from(text), privateKey) };
}

export const isSignedBy = ({ key }: Verifier, text: string, signature: Buffer): boolean =>
  verify(null, Buffer.from(text), key, signature);

export const isKeyName = (name: string): boolean => name !== '' && !/[\s+\p{Z}]/u.test(name);
