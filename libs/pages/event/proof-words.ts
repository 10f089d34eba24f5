import type { EventProof } from '../frame/page.js';
import { count, list, when } from '../words/dates.js';

export interface ProofInWords {
  readonly says: readonly string[];
  /** The proof to download. */
  readonly file: string | null;
}

/** Checkpoints hold no time: it is said from the hours of those that were kept, and from witnesses. */
export function proofInWords(number: number, proof: EventProof): ProofInWords {
  switch (proof.kind) {
    case 'elsewhere':
      return { says: ['Not available here: another server signs. Ask it for the proof.'], file: null };
    case 'unreadable':
      return { says: ['Cannot be said: the tree cannot be read at the moment.'], file: null };
    case 'not-signed':
      return { says: ['In no signed checkpoint yet. One is signed within a second; load the page again.'], file: null };
    case 'signed':
      return {
        says: [
          `Signed: leaf ${number - 1} of the tree, which holds ${count(proof.size, 'event')} now.`,
          `It was signed on ${when(proof.signedBy)} at the latest, by the server’s clock.`,
          seenBy(proof.witnesses),
        ],
        file: `/api/events/${number}/proof`,
      };
  }
}

function seenBy(witnesses: (EventProof & { kind: 'signed' })['witnesses']): string {
  if (!witnesses) return 'No witnesses are asked.';
  if (witnesses.length === 0) return 'No witness has seen it yet.';
  const seen = list(witnesses.map(({ name, at }) => `${name} on ${when(at)}`));
  return `Seen by ${count(witnesses.length, 'witness', 'witnesses')}: ${seen}.`;
}
