import { answersFor, movedTo, type OccurredAt, type Timescale } from '#domain/index.js';
import type { AnswerOf } from '#read-store/index.js';
import {
  dateRequests,
  indexRows,
  type LedgerEvent,
  type Promised,
  promised,
  type ReferenceNames,
} from '#read-store/index.js';
import type { DATE_REQUEST } from './date-request.schema.js';

/** A date that was asked for and waits for the group; the agreed date stays meanwhile. */
export interface DateRequestView {
  readonly timescale: Promised;
  readonly reason: string;
  /** The party that asked. */
  readonly by: string;
  readonly occurredAt: OccurredAt;
}

interface Requesting {
  readonly dateRequest?: DateRequestView;
}

export function requestedIn(
  { metadata }: Pick<LedgerEvent, 'metadata'>,
  timescale: Timescale,
  reason: string,
): DateRequestView {
  return { timescale: promised(timescale), reason, by: answersFor(metadata), occurredAt: metadata.occurredAt };
}

/** One row for each open request, by which reports find them. */
export const dateRequestsOf = indexRows(dateRequests, ['dateRequest'], ({ dateRequest }: Requesting) =>
  dateRequest ? [{ sub: '', values: { latest: dateRequest.timescale.latest } }] : [],
);

/** With how far it would move the date that is agreed now. */
export function presentRequest(
  { dateRequest }: Requesting,
  agreed: Promised | undefined,
  { of }: ReferenceNames,
): AnswerOf<typeof DATE_REQUEST> | null {
  if (!dateRequest) return null;
  const { timescale, by, ...request } = dateRequest;
  const { movement, days } = movedTo(agreed, timescale);
  const isMeasured = Boolean(agreed?.latest && timescale.latest);
  return { timescale, ...request, by: of(by), movement, days: isMeasured ? days : null };
}
