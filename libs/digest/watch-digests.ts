import type { AccessStore } from '#access/index.js';
import { executeInSnapshot, type QueryDependencies, routes } from '#application/index.js';
import { addDays, londonDate, startOfDay } from '#domain/index.js';
import { messageOf } from '#errors/index.js';
import { digestWriter, makeDigests } from '#pages/index.js';
import { LOG_EVENTS, type Log, poll, type ScheduleRule } from '#platform/index.js';
import { type DuePeriod, duePeriods, type PlannedMeeting } from './due-periods.js';
import { type Mailer, openMailer } from './mailer.js';
import { isUnfinished, sendDigests } from './send-digests.js';

export interface DigestWatcherDeps {
  readonly schedule: readonly ScheduleRule[];
  readonly smtpUrl: string;
  readonly from: string;
  /** Where the ledger is, for links. */
  readonly address: string;
  readonly access: Pick<AccessStore, 'digests' | 'directory' | 'acquireDigestLease'>;
  readonly queries: QueryDependencies;
  readonly log: Log;
  now(): Date;
}

/** A party without a group: a message holds nothing that is restricted. */
export const MAIL_READER = { everything: false, groups: [], seesAccess: false } as const;

const LEASE_MS = 5_000;
const LOOK_MS = 20_000;

/** One process holds the lease; another takes over within seconds. */
export async function watchDigests(deps: DigestWatcherDeps, stopping: AbortSignal): Promise<void> {
  const warn = (message: string) => deps.log.warn({ event: LOG_EVENTS.digestFailed }, message);
  async function whileLeased(): Promise<void> {
    try {
      const lease = await deps.access.acquireDigestLease();
      if (!lease) return;
      const ended = AbortSignal.any([stopping, lease.lost]);
      const look = digestLook(deps);
      const lookOnce = () =>
        look(ended).catch((error) => {
          if (!ended.aborted) warn(`Digests cannot be made, retrying in ${LOOK_MS} ms: ${messageOf(error)}`);
        });
      await lookOnce();
      await poll(lookOnce, LOOK_MS, ended);
      await lease.release();
    } catch (error) {
      warn(`The lease to send digests cannot be acquired, retrying in ${LEASE_MS} ms: ${messageOf(error)}`);
    }
  }
  if (!stopping.aborted) await whileLeased();
  await poll(whileLeased, LEASE_MS, stopping);
}

/** One look at the schedule: sends what is due and was not sent. Keeps in memory what has ended, and until when to wait. */
export function digestLook(deps: DigestWatcherDeps): (ended: AbortSignal) => Promise<void> {
  const { access, queries, schedule, now } = deps;
  const finished = new Map<string, Set<string>>();
  const waitUntil = new Map<string, Date>();

  /** A rule that was never seen begins with its next day: nobody expects the message of last Monday. */
  async function finishedOf(rule: ScheduleRule): Promise<Set<string>> {
    const known = finished.get(rule.text) ?? new Set(await access.digests.ended(rule.text));
    finished.set(rule.text, known);
    if (known.size === 0 && rule.every !== 'meeting')
      for (const { period } of duePeriods(rule, now().toISOString(), [])) await end(rule, period, known);
    return known;
  }

  async function end(rule: ScheduleRule, period: string, known: Set<string>): Promise<void> {
    await access.digests.end(period, rule.text, now());
    known.add(period);
  }

  return async (ended) => {
    const furthest = Math.max(0, ...schedule.map((rule) => (rule.every === 'meeting' ? rule.daysBefore : 0)));
    const planned = schedule.some(({ every }) => every === 'meeting') ? await plannedIn(queries, furthest, now()) : [];
    for (const rule of schedule) {
      const known = await finishedOf(rule);
      for (const due of duePeriods(rule, now().toISOString(), planned)) {
        const wait = waitUntil.get(due.period);
        if (known.has(due.period) || (wait && wait > now()) || ended.aborted) continue;
        const again = await sendPeriod(deps, due, ended);
        if (again) waitUntil.set(due.period, again);
        else if (!ended.aborted) await end(rule, due.period, known);
      }
    }
  };
}

const NEXT_LOOK_MS = 60_000;

/** Answers when to try again; undefined where everything was sent that can be. */
async function sendPeriod(deps: DigestWatcherDeps, due: DuePeriod, ended: AbortSignal): Promise<Date | undefined> {
  const { access, queries, log, now } = deps;
  const head = await queries.head();
  if (head !== undefined && !(await queries.reached(head))) return new Date(now().getTime() + NEXT_LOOK_MS);
  const made = await executeInSnapshot(queries, {}, MAIL_READER, (ask, day) => makeDigests(ask, day, due.meeting));
  const mailer: Mailer = await openMailer(deps.smtpUrl, deps.from);
  const sending = { ...deps, mailer, write: digestWriter(deps.address) };
  const outcomes = await sendDigests(sending, { ...made, period: due.period }, 'when-due', ended).finally(mailer.close);
  const sent = outcomes.filter(({ outcome }) => outcome === 'sent').length;
  const waiting = outcomes.filter(isUnfinished).length;
  log.info(
    { event: LOG_EVENTS.digestSent, period: due.period, sent, waiting },
    `Digest of ${due.period}: ${sent} sent, ${waiting} to be tried again.`,
  );
  if (waiting === 0) return undefined;
  return (await access.digests.nextAttempt(due.period)) ?? new Date(now().getTime() + NEXT_LOOK_MS);
}

/** Scheduled meetings of the next days. */
async function plannedIn(queries: QueryDependencies, days: number, now: Date): Promise<readonly PlannedMeeting[]> {
  const to = startOfDay(addDays(londonDate(now.toISOString()), days + 2));
  const query = { status: 'scheduled', from: now.toISOString(), to, limit: '100' };
  return executeInSnapshot(queries, {}, MAIL_READER, async (ask) => (await ask(routes.meetings, query)).items);
}
