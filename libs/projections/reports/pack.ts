import { createHash } from 'node:crypto';
import { addDays, type CalendarDate, type Instant, londonDate, startOfDay } from '#domain/kernel/calendar.js';
import { canonicalJson } from '#domain/kernel/json.js';
import { resolveMoment } from '../read/moment.js';
import type { ReadModels } from '../read/read-models.js';
import type { View } from '../read/view.js';
import type { Reader } from '../read/visible.js';
import { type GovernanceReport, governanceReport } from './governance.js';

/** The SHA-256 of a report's canonical JSON, in hexadecimal. */
export function reportHash(report: GovernanceReport): string {
  return createHash('sha256').update(canonicalJson(report)).digest('hex');
}

/** What a group is shown for a meeting: its report as it sees it, with what is restricted to it. */
export const packReader = (group: string): Reader => ({ everything: false, groups: [group] });

/**
 * The report that a group (its id) is shown on the day of issuing: where it stands, and its hash. Asked again with that
 * position and day, it is the same to the byte: `governanceReport` with `asOfPosition` and `effectiveAt` the day's end.
 */
export async function pack(
  models: Pick<ReadModels, 'read'>,
  group: string,
  now: Instant,
): Promise<{ readonly position: number; readonly hash: string }> {
  return models.read({ effectiveAt: endOfDay(londonDate(now)), now }, packReader(group), async (view) => {
    const report = await governanceReport(view, { group });
    return { position: view.moment.asOf.position, hash: reportHash(report) };
  });
}

/**
 * The report of a pack that was issued, made again: as the reader of the view may see it, and whether what the group
 * was shown comes out to the byte.
 */
export async function reproduced(
  { db, moment, reader }: View,
  group: string,
  issued: { readonly position: number; readonly hash: string; readonly issuedAt: Instant },
): Promise<{ readonly view: View; readonly report: GovernanceReport | undefined; readonly proved: boolean }> {
  const { position, issuedAt } = issued;
  const asked = { asOfPosition: position, effectiveAt: endOfDay(londonDate(issuedAt)) };
  const then: View = { db, moment: await resolveMoment(db, asked, startOfDay(moment.day)), reader };
  const shown = await governanceReport({ ...then, reader: packReader(group) }, { group });
  return {
    view: then,
    report: await governanceReport(then, { group }),
    proved: shown !== undefined && reportHash(shown) === issued.hash,
  };
}

/** The last moment of a day in London. */
export function endOfDay(day: CalendarDate): Instant {
  return new Date(Date.parse(startOfDay(addDays(day, 1))) - 1).toISOString();
}
