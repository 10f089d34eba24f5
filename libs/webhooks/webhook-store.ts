import { randomBytes } from 'node:crypto';

/**
 * Why a webhook sends nothing until an operator resumes it: `restored` in a copy of the store that sent; `other-history`
 * where the ledger does not hold the last event that was sent.
 */
export const HALTS = ['restored', 'other-history'] as const;
export type Halt = (typeof HALTS)[number];

/** The last event that a webhook delivered, and its retries of the next. */
export interface DeliveryProgress {
  /** The id of the webhook. */
  readonly webhook: string;
  /** The number of the last delivered event, or of the one to start after; null before the start. */
  readonly number: number | null;
  /** That event's id, which tells another history; null in stores that did not keep it yet. */
  readonly eventId: string | null;
  /** The revision of the webhook's stream up to which requeued events have been sent. */
  readonly requeued: number;
  readonly halted: Halt | null;
  /** The revision of the webhook's stream up to which its restarts are applied. */
  readonly restart: number;
  /** How often in a row the next event has failed, and since when. */
  readonly failures: number;
  readonly failingSince: string | null;
  /** When the next attempt is due; null for at once. */
  readonly nextAt: string | null;
}

/** One request to a receiver, and its outcome. */
export interface Attempt {
  /** Counts the attempts of one webhook from 1, and does not begin again when the oldest are dropped. */
  readonly nth: number;
  readonly eventId: string;
  readonly number: number;
  readonly position: number;
  readonly type: string;
  /** Counts the attempts in a row to send this event from 1. */
  readonly attempt: number;
  readonly at: string;
  /** The status of the answer; null where there was none. */
  readonly status: number | null;
  /** Why it counts as failed, as a code; null where the receiver took it. */
  readonly failure: string | null;
  readonly milliseconds: number;
  /** When the next attempt is due; null where it was taken. */
  readonly nextAt: string | null;
}

export type NewAttempt = Omit<Attempt, 'nth'>;

/** A row of the webhooks table. */
export interface StoredWebhook {
  readonly id: string;
  /** Null once it is withdrawn. */
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
  /** The secret before, and until when it is signed with too. */
  readonly old_secret: string | null;
  readonly old_until: string | null;
}

/**
 * What webhooks need that no event holds: signing secrets, delivery progress and the log of attempts. It does not depend
 * on the read models, so that a rebuild sends nothing again.
 */
export interface WebhookStore {
  /**
   * Stores the secret that an event of the webhook made, by that event's revision; false where that event or a later one
   * has made one already, which stays. The secret before stays valid until `oldUntil`, or not at all. A new webhook
   * starts after that event.
   */
  putSecret(webhook: string, secret: string, revision: number, oldUntil?: string): Promise<boolean>;
  /** Deletes the secrets for good, by the revision of the event that withdrew it; earlier events make none any more. */
  forget(webhook: string, revision: number): Promise<void>;
  /** The secrets to sign with at a moment, newest first. */
  secretsOf(webhook: string, now: string): Promise<string[]>;
  /** Deletes old secrets that have expired. */
  dropOldSecrets(now: string): Promise<void>;
  progressOf(webhook: string): Promise<DeliveryProgress | undefined>;
  /**
   * Compare-and-set of the progress: false where it is no longer `from`, or halted. The attempt is logged in any case;
   * the log holds the last 500 of a webhook.
   */
  move(from: DeliveryProgress, to: DeliveryProgress, attempt?: NewAttempt): Promise<boolean>;
  /** Halts it, and takes its stream to end at `revision`, the last that this ledger has of it. */
  halt(webhook: string, why: Halt, revision: number): Promise<void>;
  /**
   * Resumes a halted one, by the revision of the event that says so: a restored one where it was, one of another history
   * after that event. Does nothing to one that is not halted.
   */
  resume(webhook: string, revision: number): Promise<void>;
  halted(): Promise<{ readonly webhook: string; readonly halted: Halt }[]>;
  /** The attempts before one, newest first; the newest without `before`. */
  attempts(webhook: string, limit: number, before?: number): Promise<Attempt[]>;
}

/** The lease to dispatch webhooks, which one process holds at a time. */
export interface WebhookLease {
  /** Aborts when the lease is lost. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/** How many attempts of one webhook the log holds. */
export const MAX_LOGGED_ATTEMPTS = 500;

/** A signing secret as Standard Webhooks writes it: 256 random bits. */
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

/** A webhook as a copy of the store holds it: halted until an operator resumes it. */
export function asCopied(row: StoredWebhook): StoredWebhook {
  return row.secret === null ? row : { ...row, halted: row.halted ?? 'restored' };
}

/** A row of the log of attempts. */
export interface StoredAttempt extends Omit<Attempt, 'eventId' | 'nextAt'> {
  readonly webhook: string;
  readonly event_id: string;
  readonly next_at: string | null;
}

export function attemptOf({ webhook: _, event_id: eventId, next_at: nextAt, ...attempt }: StoredAttempt): Attempt {
  return { ...attempt, eventId, nextAt };
}
