import type { MeetingView } from '#read-models/index.js';
import {
  type AnswerOf,
  COUNT,
  FLAG,
  findItem,
  INSTANT,
  object,
  orNull,
  POSITION,
  type QueryContext,
  REFERENCE,
  TEXT,
  withReferences,
} from '#read-store/index.js';
import { GOVERNANCE_REPORT } from '../figures/schema.js';
import { reproducePack } from './pack.js';

export const MEETING_PACK = object({
  meeting: REFERENCE,
  group: REFERENCE,
  proved: {
    ...FLAG,
    description: 'Whether the report made again, as the group itself saw it, has the hash of the pack.',
  },
  number: orNull(COUNT),
  position: POSITION,
  issuedAt: INSTANT,
  hash: TEXT,
  covers: COUNT,
  report: GOVERNANCE_REPORT,
});

/** The report of a meeting's pack made again: null for a meeting without a pack, undefined for no visible meeting. */
export async function meetingPack(
  view: QueryContext,
  idOrReference: string,
): Promise<AnswerOf<typeof MEETING_PACK> | null | undefined> {
  const meeting = await findItem<MeetingView>(view, 'meeting', idOrReference);
  if (!meeting) return undefined;
  const { group, pack } = meeting.state;
  if (!pack) return null;
  const { view: then, report, proved } = await reproducePack(view, group, pack);
  const [named] = await withReferences(view, [group], (id, { of }) => ({ group: of(id) }));
  const { number = null, issuedAt, hash, covers = 1 } = pack;
  const { position } = then.moment.asOf;
  return {
    meeting: meeting.head.reference,
    group: named?.group ?? group,
    proved,
    number,
    position,
    issuedAt,
    hash,
    covers,
    report,
  };
}
