import { routes } from '#application/index.js';
import { READS } from '#domain/index.js';
import { addressOf } from '../forms/form.js';
import { isPast } from '../frame/moment.js';
import { definePage } from '../frame/page.js';
import { stagesOf } from '../meetings/stages.js';
import { tellMinutes } from './told-minutes.js';

/** Is this what we agreed? */
export const minutes = definePage({
  path: 'meetings/:ref/minutes',
  template: 'minutes',
  section: 'meetings',
  roles: READS,
  async make(context) {
    const { ask, path, names, href, offered } = context;
    const found = await ask(routes.minutes, {}, { ref: path.ref ?? '' });
    const { meeting } = found;
    const told = tellMinutes(found, names);
    const verbs = await offered('meeting', meeting.reference);
    const mayApprove = verbs.some(({ verb, refused }) => verb === 'approve-minutes' && refused === null);
    const here = `/meetings/${meeting.reference}`;
    return {
      ...told,
      title: told.approval ? `Minutes of ${told.title}` : `Draft minutes of ${told.title}`,
      heading: told.title,
      board: meeting.group,
      crumbs: [
        { text: 'Meetings', href: href('/meetings') },
        { text: told.title, href: href(here) },
      ],
      stages: stagesOf(context, meeting, 'minutes'),
      approve:
        mayApprove && !told.approval && !isPast(context.moment)
          ? addressOf({ kind: 'meeting', verb: 'approve-minutes' }, meeting.reference)
          : null,
      word: href(`${here}/minutes.docx`),
      standsMore: told.made,
    };
  },
});
