import { data, kindOfPrefix, STREAM_PREFIXES } from '#domain/index.js';
import { AUDIT_PAGE, listAudit, requireStream } from '#read-models/index.js';
import { instantOrDay, item, oneOf, someOf, text, yesOrNo } from '../parameters.js';
import { listRoute } from '../query-route.js';
import { ORDER } from './scope.js';

export const route = listRoute({
  path: 'audit',
  report: 'audit',
  summary: 'The audit trail: one row an event, with what it changed.',
  namesItems: true,
  filters: {
    stream: text('Of this stream, such as ledger or action-<id>.', 100),
    reference: item('any', 'Of this item.'),
    kind: oneOf('Of items of this kind.', STREAM_PREFIXES),
    programme: item('programme', 'Of this programme, what belongs to it, and decisions that affect it.'),
    actor: item('party', 'Done by this party.'),
    type: someOf('Of this type.', Object.keys(data)),
    meeting: item('meeting', 'Recorded with this meeting.'),
    late: yesOrNo('Whether it was true 24 hours or more before it was recorded.'),
    from: instantOrDay('Recorded at this instant or later, or from this day on.'),
    to: instantOrDay('Recorded at this instant or earlier, or until this day.'),
    order: ORDER,
  },
  answers: AUDIT_PAGE,
  async list(view, { order, kind: prefix, type: types, ...rest }, page, { namesOf }) {
    const filter = { ...rest, types, kind: prefix && kindOfPrefix(prefix) };
    if (filter.stream !== undefined) await requireStream(view, filter.stream);
    return listAudit(view, filter, { ...page, order }, namesOf);
  },
});
