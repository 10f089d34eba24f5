import { data } from '#domain/index.js';
import { parameter, type ValuesOf } from '#read-store/index.js';

// Apart from the answer, because the names of all event types come with the schemas of the events.
export const AUDIT_FILTERS = {
  stream: parameter.text('Of this stream, such as ledger or action-<id>.', 100),
  reference: parameter.item('any', 'Of this item.'),
  kind: parameter.kindOfStream('Of items of this kind.'),
  programme: parameter.item('programme', 'Of this programme, what belongs to it, and decisions that affect it.'),
  actor: parameter.item('party', 'Done by this party.'),
  type: parameter.someOf('Of this type.', Object.keys(data)),
  meeting: parameter.item('meeting', 'Recorded with this meeting.'),
  late: parameter.yesOrNo('Whether it was true 24 hours or more before it was recorded.'),
  // Compared with the running maximum of recording times, as `knownAt` is, so matches are contiguous.
  from: parameter.instantOrDay('Recorded at this instant or later, or from this day on.'),
  to: parameter.instantOrDay('Recorded at this instant or earlier, or until this day.'),
};
export type AuditFilter = ValuesOf<typeof AUDIT_FILTERS>;
