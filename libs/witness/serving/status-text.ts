import { type Signer, type Verifier, verifierKey } from '#proof/index.js';
import type { Evidence, ReadableState } from './witness-state.js';

interface Told {
  readonly signer: Signer;
  readonly state: Pick<ReadableState, 'logs' | 'evidence'>;
  readonly logs: readonly Verifier[];
}

/** The page of a witness, for people: its key, what it saw of each log and when, and what it refused. */
export function statusText({ signer, state, logs }: Told): string {
  const seen = state.logs();
  const followed = [...new Set(logs.map(({ name }) => name))];
  const evidence = state.evidence();
  return [
    `Witness ${signer.name}`,
    `Public key: ${verifierKey(signer)}`,
    '',
    ...followed.map((origin) => {
      const log = seen.find((each) => each.origin === origin);
      return log
        ? `${origin}: cosigned at ${log.size} events, last at ${log.cosignedAt}.`
        : `${origin}: nothing cosigned yet.`;
    }),
    ...seen
      .filter(({ origin }) => !followed.includes(origin))
      .map(({ origin, size }) => `${origin}: followed no longer; cosigned at ${size} events.`),
    '',
    evidence.length === 0
      ? 'No second history was shown.'
      : `Refused, with evidence kept: ${evidence.length}. The last at ${evidence.at(-1)?.at}, of ${evidence.at(-1)?.origin}.`,
    '',
  ].join('\n');
}

const KINDS: Readonly<Record<Evidence['kind'], string>> = {
  fork: 'Two histories: the log signed two roots for one size. That proves it, to anybody who has its public key.',
  'not-consistent':
    'The log signed both, and its proof does not show that the later goes on from the earlier. Ask it for one that does.',
};

/** Each refusal with both signed checkpoints, whole, so that others can check them. */
export function evidenceText(evidence: readonly Evidence[]): string {
  if (evidence.length === 0) return 'No evidence: no second history was shown.';
  return evidence
    .map(({ at, origin, kind, held, shown, old, proof }) =>
      [
        `${at}  ${origin}`,
        KINDS[kind],
        '',
        'Cosigned before:',
        held,
        'Shown and refused:',
        shown,
        `The proof that was given, from ${old} events: ${proof.length === 0 ? 'none' : proof.join(' ')}`,
      ].join('\n'),
    )
    .join('\n\n');
}
