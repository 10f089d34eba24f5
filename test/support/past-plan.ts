import { openBegunLedger } from '#application/ledger/begin-ledger.js';
import { CommandHandler } from '#commands/handler.js';
import { recordingClock } from '#commands/recording-clock.js';
import { aggregates } from '#domain/aggregates.js';
import { addDays, londonDate } from '#domain/kernel/calendar.js';
import { send } from './command-handling.js';

const DAY_MS = 86_400_000;
/** What falls due by today, by the type of the event that says so. */
export const FALLEN_DUE = {
  MilestoneMissed: 12,
  ActionReviewFellDue: 12,
  ActionDeferralFellDue: 12,
  DecisionReviewFellDue: 12,
} as const;

/**
 * Records ten days back, in a folder that no server holds, a plan whose dates have come since: of each sort so many as
 * `FALLEN_DUE` says, one that was late when it was recorded, an estimate, and one that is still to come.
 */
export async function pastPlan(folder: string): Promise<void> {
  const { store, access, close } = await openBegunLedger({ DATA_DIR: folder }, 'A plan of the past');
  const recorded = Date.now() - 10 * DAY_MS;
  let time = recorded;
  const now = () => new Date(time++).toISOString();
  const clock = recordingClock({ now, simulated: true });
  const commands = new CommandHandler({ store, aggregates, clock, directory: access.directory });
  const day = (days: number) => addDays(londonDate(new Date(recorded).toISOString()), days);
  const milestone = (due: string) => send(commands, 'milestone', { title: 'A step', programme: 'SMI', due });
  const action = (fields: object = {}) =>
    send(commands, 'action', { title: 'A thing to do', programme: 'SMI', ...fields });
  const deferred = async (until: string) => {
    const { id } = await action();
    await send(commands, 'action', { reason: 'No money', until }, { verb: 'defer', ref: id });
  };
  const decision = (reviewBy: string) =>
    send(commands, 'decision', {
      title: 'Wait',
      disposition: 'defer',
      rationale: 'Money',
      decidedOn: 'not-stated',
      reviewBy,
    });
  try {
    await send(commands, 'programme', { reference: 'SMI', name: 'Physical health checks' });
    for (let index = 0; index < FALLEN_DUE.MilestoneMissed; index++) {
      await milestone(day(index % 9));
      await action({ reviewOn: day(index % 9) });
      await deferred(day(index % 9));
      await decision(day(index % 9));
    }
    for (const days of [-1, 30]) {
      await milestone(day(days));
      await action({ reviewOn: day(days) });
      await deferred(day(days));
      await decision(day(days));
    }
    await milestone('Estimate 2018/19');
    await milestone('TBC');
  } finally {
    await close();
  }
}
