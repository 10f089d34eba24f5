import { randomBytes } from 'node:crypto';

/**
 * Why a webhook sends nothing until somebody resumes it: `restored` where this store is a copy of the one that sent;
 * `other-history` where the ledger has no such event as the last that was sent.
 */
export const HALTS = ['restored', 'other-history'] as const;
export type Halt = (typeof HALTS)[number];

/** How far a webhook has come, and how its last attempts went. */
export interface DeliveryProgress {
  /** The id of the webhook. */
  readonly webhook: string;
  /** The number of the last event that its receiver took, or that it is to begin after; null until it has begun. */
  readonly number: number | null;
  /** The id of that event, by which its place is known in another history; null where that is not known. */
  readonly eventId: string | null;
  /** The revision of the webhook's stream up to which what was skipped has been sent where that was asked for. */
  readonly requeued: number;
  readonly halted: Halt | null;
  /** The revision of the webhook's stream up to which this follows what the ledger says of it. */
  readonly restart: number;
  /** How often in a row the next event has failed, and since when. */
  readonly failures: number;
  readonly failingSince: string | null;
  /** When it is tried again; null for at once. */
  readonly nextAt: string | null;
}

/** What was tried, and what came of it. */
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
  /** When it is tried again; null where it was taken. */
  readonly nextAt: string | null;
}

export type NewAttempt = Omit<Attempt, 'nth'>;

/** A webhook as both engines keep it. */
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
 * What webhooks need that is in no event: the secrets that they sign with, how far each has come, and the log of its
 * attempts. It hangs on no read model, so that those can be made anew without anything being sent again.
 */
export interface WebhookStore {
  /**
   * Keeps the secret that an event of the webhook made, by that event's revision; false where that event or a later one
   * has made one already, which stays. The one before is kept until `oldUntil`, or not at all. Deliveries of a webhook
   * that is new here begin after that event.
   */
  putSecret(webhook: string, secret: string, revision: number, oldUntil?: string): Promise<boolean>;
  /** Takes its secrets away for good, by the revision of the event that ended the webhook: none before it makes one any more. */
  forget(webhook: string, revision: number): Promise<void>;
  /** What it signs with at a moment, the newest first; none where it has none. */
  secretsOf(webhook: string, now: string): Promise<string[]>;
  /** Takes away old secrets whose time is over. */
  dropOldSecrets(now: string): Promise<void>;
  progressOf(webhook: string): Promise<DeliveryProgress | undefined>;
  /**
   * Moves it from where it stood, unless something else has done so or it is halted; answers whether it did. The attempt that led to it
   * joins the log in any case, of which the last 500 of a webhook are kept.
   */
  move(from: DeliveryProgress, to: DeliveryProgress, attempt?: NewAttempt): Promise<boolean>;
  /**
   * Halts it. What it follows of its stream is taken to end at `revision`, which is the last that this ledger has of it.
   */
  halt(webhook: string, why: Halt, revision: number): Promise<void>;
  /**
   * Takes up one that is halted, by the revision of the event that says so: from where it was, or where its place was of
   * another history after that event. Does nothing to one that is not halted.
   */
  resume(webhook: string, revision: number): Promise<void>;
  /** Those that are halted. */
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

/** How many attempts of one webhook are kept. */
export const KEPT_ATTEMPTS = 500;

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

/** A webhook as another store keeps it that it is copied to: it sends nothing there until somebody says so. */
export function asCopied(row: StoredWebhook): StoredWebhook {
  return row.secret === null ? row : { ...row, halted: row.halted ?? 'restored' };
}

/** A row of the log as both engines keep it. */
export interface StoredAttempt extends Omit<Attempt, 'eventId' | 'nextAt'> {
  readonly webhook: string;
  readonly event_id: string;
  readonly next_at: string | null;
}

export function attemptOf({ webhook: _, event_id: eventId, next_at: nextAt, ...attempt }: StoredAttempt): Attempt {
  return { ...attempt, eventId, nextAt };
}
