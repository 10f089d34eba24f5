import type { AsOf } from '#read-store/index.js';
import { count, list, when } from '../words/dates.js';

export interface WebhookTold {
  readonly reference: string;
  readonly url: string;
  readonly token: string;
  readonly item: string | null;
  readonly type: string | null;
  readonly status: string;
  readonly reason: string | null;
  readonly halted: string | null;
  readonly takenUpTo: number | null;
  readonly failures: number;
  readonly failingSince: string | null;
  readonly nextAttemptAt: string | null;
  readonly oldSecretUntil: string | null;
}

export interface WitnessTold {
  readonly name: string;
  readonly saw: { readonly size: number; readonly at: string } | null;
  readonly detail: string | null;
  readonly setBack: string | null;
}

/** The key in force; null since when where it is the first one. */
interface SigningKeyTold {
  readonly key: string | undefined;
  readonly since: string | null;
  readonly isHandedOver: boolean;
}

export interface Health {
  readonly ready: boolean;
  readonly checks: readonly { readonly name: string; readonly ready: boolean; readonly detail?: string | undefined }[];
  readonly notices: readonly string[];
  readonly missing: readonly { readonly detail: string }[];
  readonly foreignEvents: number;
  /** Positions between the store's last event and the lists; undefined while the store was not seen. */
  readonly lag: number | undefined;
  readonly webhooks: readonly WebhookTold[];
  readonly moreWebhooks: boolean;
  readonly digests: {
    readonly schedule: string | undefined;
    readonly latest:
      | { readonly period: string; readonly sent: number; readonly failed: number; readonly lastSentAt: string | null }
      | undefined;
  };
  /** Undefined where no policy of witnesses is set. */
  readonly witnesses?: readonly WitnessTold[] | undefined;
  /** Undefined where the event store does not answer. */
  readonly signingKey: SigningKeyTold | undefined;
  readonly backup: {
    /** What is in stores that are backed up by their own means. */
    readonly elsewhere: readonly string[];
    readonly last: { readonly madeAt: string; readonly to: string } | undefined;
  };
}

interface Line {
  readonly what: string;
  readonly says: string;
  readonly well: boolean;
}

const CHECKS: Readonly<Record<string, readonly [what: string, well: string, ill: string]>> = {
  store: ['Event store', 'It answers.', 'It does not answer: nothing can be recorded until it does.'],
  clock: [
    'Clock',
    'It agrees with what was recorded last.',
    'It is behind what was recorded last: nothing is recorded until it has caught up. Check the time of this machine.',
  ],
  'read models': [
    'Lists and pages',
    'They are made from the events without an error.',
    'They are not up to date with the events as they stood when the server was started, or cannot be written.',
  ],
  'read models of this history': [
    'One history',
    'Lists and events are of one ledger.',
    'The lists were made from events that the store does not hold.',
  ],
};

const TOLD_ABOVE = /^(webhooks halted|witness )/;

/** Each part of the server in a sentence, what is ill first. */
export function healthInWords(health: Health, { behind = [], storeUnreachableSince }: AsOf) {
  const checks = health.checks.map(({ name, ready, detail }): Line => {
    const [what, well, ill] = CHECKS[name] ?? [name, 'It is well.', 'It is not ready.'];
    const since =
      name === 'store' && storeUnreachableSince ? ` It was last heard of on ${when(storeUnreachableSince)}.` : '';
    return { what, says: (ready ? well : `${ill} ${detail ?? ''}`.trim()) + since, well: ready && since === '' };
  });
  const lines = [
    ...checks,
    lagOf(health),
    ...behind.map(
      ({ projection, position }): Line => ({
        what: `List “${projection}”`,
        says: `It stopped at position ${position}, while the others go on. Its answers are of that time.`,
        well: false,
      }),
    ),
    webhooksOf(health),
    digestsOf(health),
    backupOf(health),
    signingKeyOf(health),
    ...witnessesOf(health),
    ...health.notices.filter((notice) => !TOLD_ABOVE.test(notice)).map((says) => ill('Notice', says)),
    ...health.missing.map(({ detail }) => ill('Events that are missing', detail)),
    ...(health.foreignEvents > 0
      ? [
          ill(
            'Events of others',
            `${count(health.foreignEvents, 'event')} in the store ${health.foreignEvents === 1 ? 'is' : 'are'} not the ledger’s, and left out.`,
          ),
        ]
      : []),
  ];
  const wrong = lines.filter(({ well }) => !well);
  return {
    lines: [...wrong, ...lines.filter(({ well }) => well)],
    says:
      wrong.length === 0
        ? 'Everything works.'
        : `${count(wrong.length, 'thing needs', 'things need')} looking at. ${health.ready ? 'The server answers and records all the same.' : 'The server is not ready.'}`,
  };
}

const ill = (what: string, says: string): Line => ({ what, says, well: false });

function lagOf({ lag }: Health): Line {
  const what = 'How far behind';
  if (lag === undefined) return { what, says: 'Cannot be said: the event store has not been seen yet.', well: false };
  if (lag <= 0) return { what, says: 'Lists and pages show everything that was recorded.', well: true };
  return {
    what,
    says: `Lists and pages are behind what was recorded, by ${count(lag, 'position')} of the event store.`,
    well: false,
  };
}

function webhooksOf({ webhooks, moreWebhooks }: Health): Line {
  const standing = webhooks.filter(({ status }) => status !== 'withdrawn');
  const troubled = standing.filter(isTroubled);
  const what = 'Webhooks';
  if (standing.length === 0) return { what, says: 'There are none.', well: true };
  const all = `${count(standing.length, 'webhook')}${moreWebhooks ? ' and more' : ''}`;
  if (troubled.length === 0) return { what, says: `${all}: none has halted and none fails.`, well: true };
  return {
    what,
    says: `${troubled.length} of ${all} ${troubled.length === 1 ? 'needs' : 'need'} looking at: ${troubled.map(({ reference }) => reference).join(', ')}.`,
    well: false,
  };
}

function digestsOf({ digests: { schedule, latest } }: Health): Line {
  const what = 'Digests';
  const planned = schedule ? `They go out by the schedule ${schedule}.` : 'None goes out by itself: DIGEST is not set.';
  if (!latest) return { what, says: `${planned} None was sent yet.`, well: true };
  const { sent, failed, lastSentAt } = latest;
  const last = `The last went to ${count(sent, 'party', 'parties')}${lastSentAt ? `, on ${when(lastSentAt)}` : ''}.`;
  if (failed === 0) return { what, says: `${planned} ${last}`, well: true };
  const again = schedule ? 'They are tried again' : 'Try again with action-ledger digest';
  return {
    what,
    says: `${count(failed, 'message')} of the last digest could not be sent. ${again}; the log says why. ${last}`,
    well: false,
  };
}

function backupOf({ backup: { elsewhere, last } }: Health): Line {
  const cannot =
    elsewhere.length > 0
      ? ` This ledger has ${list(elsewhere)}: it cannot know when that was backed up there.`
      : ' Copies that were made by other means it cannot know.';
  const says = last
    ? `The last was made with action-ledger backup on ${when(last.madeAt)}, into ${last.to}.`
    : 'None was made of this ledger with action-ledger backup.';
  return { what: 'Backups', says: says + cannot, well: true };
}

function signingKeyOf({ signingKey }: Health): Line {
  const what = 'Signing key';
  if (!signingKey) return { what, says: 'Cannot be said: the event store does not answer.', well: true };
  const { key, since, isHandedOver } = signingKey;
  if (key === undefined) return { what, says: 'No checkpoint was signed from this data folder yet.', well: true };
  if (since === null) return { what, says: `Checkpoints are signed, since the first one, with ${key}`, well: true };
  const how = isHandedOver ? '' : ' The one before was lost, and did not sign that this one takes over.';
  return { what, says: `Checkpoints are signed since ${when(since)} with ${key}${how}`, well: true };
}

function witnessesOf({ witnesses = [] }: Health): Line[] {
  return witnesses.map(({ name, saw, detail, setBack }) => {
    const seen = saw
      ? `It saw the ledger at ${count(saw.size, 'event')}, on ${when(saw.at)}.`
      : 'It has seen no checkpoint yet.';
    const wrong = [
      ...(detail === null ? [] : [`It does not cosign: ${detail}. It is asked again.`]),
      ...(setBack === null ? [] : [`Ask who runs it: ${setBack}.`]),
    ];
    return { what: `Witness ${name}`, says: [...wrong, seen].join(' '), well: wrong.length === 0 };
  });
}

export const isTroubled = ({ halted, failures }: WebhookTold): boolean => halted !== null || failures > 0;

const HALTED: Readonly<Record<string, string>> = {
  restored: 'It halted: this is a copy of the ledger, and the other one may be sending. Say where it goes on.',
  'other-history': 'It halted: its place is of another history of the ledger. Say where it goes on.',
  'token-revoked': 'It sends nothing: the token whose rights it has is revoked.',
  'no-secret': 'It sends nothing: its secret is lost. Make a new one.',
};

/** How a webhook stands, in a sentence or two. */
export function webhookStands(told: WebhookTold): string {
  const { status, halted, failures, failingSince, nextAttemptAt, reason, takenUpTo } = told;
  const why = reason ? ` Why: ${reason}` : '';
  if (status === 'withdrawn') return `It was ended.${why}`;
  if (halted) return HALTED[halted] ?? `It halted: ${halted}.`;
  if (status === 'disabled') return `It was stopped.${why}`;
  if (failures > 0)
    return `Its receiver has refused the next event ${count(failures, 'time')}${failingSince ? ` since ${when(failingSince)}` : ''}.${nextAttemptAt ? ` It is tried again on ${when(nextAttemptAt)}.` : ''}`;
  return takenUpTo === null
    ? 'It sends; nothing was sent yet.'
    : `It sends. Its receiver took event ${takenUpTo} last.`;
}
