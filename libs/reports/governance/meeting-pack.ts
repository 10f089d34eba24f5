import type { MeetingView } from '#read-models/index.js';
import {
  type AnswerOf,
  COUNT,
  FLAG,
  findItem,
  INSTANT,
  LINK,
  object,
  orNull,
  POSITION,
  type QueryContext,
  REFERENCE,
  TEXT,
  withReferences,
} from '#read-store/index.js';
import { reportLink } from '../figures/links.js';
import { provePack } from './pack.js';

/** The pack of a meeting; without one the pack is null. */
export const MEETING_PACK = object({
  meeting: REFERENCE,
  group: REFERENCE,
  pack: orNull(
    object({
      issuedAt: INSTANT,
      number: orNull(COUNT),
      position: POSITION,
      hash: TEXT,
      covers: COUNT,
      // Whether the report, made again from the ledger, has the hash to the last character.
      proved: FLAG,
      href: LINK,
    }),
  ),
});

export async function meetingPack(
  view: QueryContext,
  idOrReference: string,
): Promise<AnswerOf<typeof MEETING_PACK> | undefined> {
  const meeting = await findItem<MeetingView>(view, 'meeting', idOrReference);
  if (!meeting) return undefined;
  const { group, pack } = meeting.state;
  const [reference = group] = await withReferences(view, [group], (id, { of }) => of(id));
  const told = { meeting: meeting.head.reference, group: reference };
  if (!pack) return { ...told, pack: null };
  const { view: then, proved } = await provePack(view, group, pack);
  const { issuedAt, number = null, hash, covers = 1 } = pack;
  const href = reportLink(then.moment, { group: reference });
  return { ...told, pack: { issuedAt, number, position: then.moment.asOf.position, hash, covers, proved, href } };
}
