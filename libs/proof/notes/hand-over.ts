import { isSignedBy, readVerifierKey, type Signer } from './keys.js';

/** One key of a log takes over from another; both as their holders write them. */
export interface HandOver {
  readonly from: string;
  readonly to: string;
  /** By the key that hands over, as base64. */
  readonly signature: string;
}

/** No checkpoint begins so: a signature of one is none of the other. */
const handOverText = (from: string, to: string): string => `action-ledger/hand-over/v1\n${from}\n${to}\n`;

export const handOver = (signer: Signer, from: string, to: string): HandOver => ({
  from,
  to,
  signature: signer.sign(handOverText(from, to)).toString('base64'),
});

export function isHandedOver({ from, to, signature }: HandOver): boolean {
  try {
    return isSignedBy(readVerifierKey(from), handOverText(from, to), Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}
