import { type Ask, executeInSnapshot, type Queries, routes } from '#application/index.js';
import { type CalendarDate, type Instant, londonDate } from '#domain/index.js';
import { EVERYTHING } from '#read-store/index.js';
import { day } from '../words/dates.js';
import { ILLUSTRATIVE } from '../words/labels.js';
import { type Names, nameOf, namesIn } from '../words/names.js';

/** A meeting with its pack. At the moment of a pack the ledger knows neither yet, so pages read them here. */
export interface IssuedMeeting {
  readonly reference: string;
  readonly group: string;
  readonly name: string;
  readonly startsAt: Instant;
  readonly number: number | null;
  readonly hash: string;
  readonly issuedAt: Instant;
}

/** What every page shows of the ledger as it stands now, whatever moment the page itself is about. */
export interface LedgerFrame {
  readonly plan: string;
  /** The mark of invented data, or null. */
  readonly illustrative: string | null;
  /** The day on which the ledger began; undefined before its first event is read. */
  readonly began: CalendarDate | undefined;
  /** The number of the last event. */
  readonly head: number;
  /** Meetings whose pack can be shown, newest first. */
  readonly packs: readonly IssuedMeeting[];
  readonly names: Names;
}

/** Asks once a position: between two events every page shows the same frame. */
export function ledgerFrame(queries: Queries): () => Promise<LedgerFrame> {
  let at = -1;
  let kept: Promise<LedgerFrame> | undefined;
  return () => {
    const position = queries.position();
    if (!kept || at !== position) {
      at = position;
      const asked = executeInSnapshot(queries, {}, EVERYTHING, frameOf);
      asked.catch(() => {
        if (kept === asked) kept = undefined;
      });
      kept = asked;
    }
    return kept;
  };
}

async function frameOf(ask: Ask): Promise<LedgerFrame> {
  const ledger = await ask(routes.ledger);
  const meetings = await ask(routes.meetings, { limit: '100' });
  const names = namesIn(meetings);
  return {
    plan: ledger.name,
    illustrative: ledger.asOf.illustrative ? ILLUSTRATIVE : null,
    began: londonDate(ledger.effectiveFrom),
    head: ledger.asOf.number,
    packs: meetings.items
      .flatMap(({ reference, group, startsAt, pack }) => {
        const name = `${nameOf(names, group)} meeting of ${day(startsAt)}`;
        return pack ? [{ reference, group, name, startsAt, ...pack }] : [];
      })
      .sort((one, other) => (one.startsAt < other.startsAt ? 1 : -1)),
    names,
  };
}
