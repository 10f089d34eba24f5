import { IsOptional } from 'class-validator';
import { isHandedOver, originOf, readVerifierKey } from '#proof/index.js';
import { CommandBody } from '../kernel/command.js';
import { refuse, verb } from '../kernel/decider.js';
import { omitUndefined } from '../kernel/omit-undefined.js';
import { ADMINISTERS } from '../kernel/roles.js';
import { field } from '../kernel/validation.js';
import type { LedgerFact } from './events.js';
import type { LedgerState } from './state.js';

const KEY = /^[^\s+]{1,100}\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$/;
const SIGNATURE = /^[A-Za-z0-9+/]{86}==$/;

const IsPublicKey = () =>
  field('isPublicKey', isPublicKey, 'must be a public key as keys/public-keys holds it: name+hash+base64', {
    type: 'string',
    pattern: KEY.source,
    examples: [
      'action-ledger/e4a2af2b-e807-5542-9877-8d45d4896926+c0780ef3+AVSuOzEEILOnBGqtxIGev91Qsgi6avdJRwLyPGg+iprW',
    ],
  });

const IsSignature = () =>
  field(
    'isSignature',
    (value) => typeof value === 'string' && SIGNATURE.test(value),
    'must be an Ed25519 signature as base64',
    { type: 'string', pattern: SIGNATURE.source, examples: [`${'A'.repeat(86)}==`] },
  );

export class RotateSigningKey extends CommandBody {
  /** The public key that signs checkpoints from this event on. */
  @IsPublicKey() key: string;
  /** The public key that it takes over from. */
  @IsOptional() @IsPublicKey() from?: string;
  /** By the key that it takes over from; action-ledger key rotate makes it. */
  @IsOptional() @IsSignature() signature?: string;
}

export const rotateSigningKey = verb<LedgerState, RotateSigningKey, LedgerFact>({
  body: RotateSigningKey,
  roles: ADMINISTERS,
  summary: 'Sign checkpoints with another key from now on; action-ledger key rotate gives it, beside the private key.',
  decide({ key, from: given, signature }, { ledger, signingKeys }, { principal }) {
    const inForce = signingKeys.at(-1);
    const from = inForce ?? given;
    if (key === inForce) return [];
    if (signingKeys.includes(key) || key === from)
      return refuse('signing-key-retired', `${key} was retired, and may have been stolen since: make a new key.`, {
        field: 'key',
        value: key,
      });
    if (given !== from)
      return refuse(
        'signing-key-not-in-force',
        `${given ?? 'No key'} is not the key in force, which is ${inForce}. Start the server, so that it takes that up, and try again.`,
        { field: 'from', ...(inForce !== undefined && { inForce }) },
      );
    if (readVerifierKey(key).name !== originOf(ledger))
      return refuse('signing-key-of-another-ledger', `${key} is not named ${originOf(ledger)}, as this ledger is.`, {
        field: 'key',
        value: key,
      });
    // The server alone takes in a key without it, where the private key of the one before is lost.
    const isRight =
      signature === undefined
        ? principal.actor.kind === 'system'
        : from !== undefined && isHandedOver({ from, to: key, signature });
    if (!isRight)
      return refuse(
        'signing-key-not-handed-over',
        'The key in force has not signed that this one takes over. Use action-ledger key rotate where the private key is.',
        { field: 'signature' },
      );
    return [{ type: 'SigningKeyRotated', data: omitUndefined({ from, to: key, signature }) }];
  },
});

function isPublicKey(value: unknown): boolean {
  if (typeof value !== 'string' || !KEY.test(value)) return false;
  try {
    readVerifierKey(value);
    return true;
  } catch {
    return false;
  }
}
