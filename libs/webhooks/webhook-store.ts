import { randomBytes } from 'node:crypto';

/** `restored`: the store is a copy. `other-history`: the ledger lacks the last event that was sent. */
export const HALTS = ['restored', 'other-history'] as const;
export type Halt = (typeof HALTS)[number];

export interface DeliveryProgress {
  readonly webhook: string;
  readonly number: number | null;
  /** Detects another history; null in stores of older versions. */
  readonly eventId: string | null;
  readonly requeued: number;
  readonly halted: Halt | null;
  /** Restarts up to this revision of the webhook's stream are applied. */
  readonly restart: number;
  readonly failures: number;
  readonly failingSince: string | null;
  readonly nextAt: string | null;
}

export interface Attempt {
  /** Never restarts, even after the oldest attempts were dropped. */
  readonly nth: number;
  readonly eventId: string;
  readonly number: number;
  readonly position: number;
  readonly type: string;
  readonly attempt: number;
  readonly at: string;
  readonly status: number | null;
  readonly failure: string | null;
  readonly milliseconds: number;
  readonly nextAt: string | null;
}

export type NewAttempt = Omit<Attempt, 'nth'>;

export interface StoredWebhook {
  readonly id: string;
  readonly secret: string | null;
  readonly secret_revision: number;
  readonly restart: number;
  readonly number: number | null;
  readonly failures: number;
  readonly failing_since: string | null;
  readonly next_at: string | null;
  readonly event_id: string | null;
  readonly requeued: number;
  readonly halted: Halt | null;
  readonly old_secret: string | null;
  readonly old_until: string | null;
}

/** Independent of the read models, so that a rebuild sends nothing again. */
export interface WebhookStore {
  /** False if that event or a later one made a secret already, which stays. The old secret signs until `oldUntil`. */
  putSecret(webhook: string, secret: string, revision: number, oldUntil?: string): Promise<boolean>;
  /** Earlier events make no secrets afterwards. */
  forget(webhook: string, revision: number): Promise<void>;
  secretsOf(webhook: string, now: string): Promise<string[]>;
  dropOldSecrets(now: string): Promise<void>;
  progressOf(webhook: string): Promise<DeliveryProgress | undefined>;
  /** Compare-and-set: false if progress changed or is halted. Always logs the attempt; the log holds the last 500. */
  move(from: DeliveryProgress, to: DeliveryProgress, attempt?: NewAttempt): Promise<boolean>;
  halt(webhook: string, why: Halt, revision: number): Promise<void>;
  /** A restored webhook resumes where it was, one of another history after that event. No-op unless halted. */
  resume(webhook: string, revision: number): Promise<void>;
  halted(): Promise<{ readonly webhook: string; readonly halted: Halt }[]>;
  attempts(webhook: string, limit: number, before?: number): Promise<Attempt[]>;
}

export interface WebhookLease {
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

export const MAX_LOGGED_ATTEMPTS = 500;

export function newSigningSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

export function progressOf(row: StoredWebhook): DeliveryProgress {
  const { id, number, restart, failures, requeued, halted } = row;
  const times = { failingSince: row.failing_since, nextAt: row.next_at };
  return { webhook: id, number, eventId: row.event_id, restart, requeued, halted, failures, ...times };
}

export function secretsAt({ secret, old_secret, old_until }: StoredWebhook, now: string): string[] {
  if (secret === null) return [];
  return old_secret !== null && old_until !== null && old_until > now ? [secret, old_secret] : [secret];
}

/** A copy of the store halts its webhooks until an operator resumes them. */
export function asCopied(row: StoredWebhook): StoredWebhook {
  return row.secret === null ? row : { ...row, halted: row.halted ?? 'restored' };
}

export interface StoredAttempt extends Omit<Attempt, 'eventId' | 'nextAt'> {
  readonly webhook: string;
  readonly event_id: string;
  readonly next_at: string | null;
}

export function attemptOf({ webhook: _, event_id: eventId, next_at: nextAt, ...attempt }: StoredAttempt): Attempt {
  return { ...attempt, eventId, nextAt };
}
