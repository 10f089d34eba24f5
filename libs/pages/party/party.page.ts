import { routes } from '#application/index.js';
import { READS } from '#domain/index.js';
import { creationForms, offeredForms } from '../forms/offered.js';
import { pathOf } from '../frame/address.js';
import { definePage } from '../frame/page.js';
import { ACTION_COLUMNS, actionRow } from '../lists/rows.js';
import { capital } from '../words/dates.js';
import { nameOf } from '../words/names.js';

const SHOWN = '30';

export const party = definePage({
  path: 'parties/:ref',
  template: 'party',
  section: 'plan',
  roles: READS,
  async make(context) {
    const { ask, path, names, href } = context;
    const shown = await ask(routes.party, {}, path);
    const { reference, organisation } = shown;
    const actions = await ask(routes.actions, { owner: reference, limit: SHOWN });
    const members = await ask(routes.parties, { organisation: reference, limit: '100' });
    const name = shown.name ?? 'A person whose name was erased';
    return {
      title: name,
      offered: await offeredForms(context, 'party', reference, shown),
      makes: [
        ...(shown.kind === 'organisation' ? creationForms(context, ['party'], { organisation: reference }) : []),
        ...(shown.status === 'active' ? creationForms(context, ['token'], { party: reference }) : []),
      ],
      reference,
      crumbs: [{ text: 'Plan', href: href('/') }],
      kind: capital(shown.kind),
      organisation: organisation && { name: nameOf(names, organisation), href: href(pathOf('party', organisation)) },
      left: shown.status === 'retired',
      columns: ACTION_COLUMNS.filter(({ text }) => text !== 'Lead'),
      actions: actions.items.map((action) => {
        const { item, cells } = actionRow(action, context);
        return { item, cells: cells.filter(({ label }) => label !== 'Lead') };
      }),
      all: href('/actions', { owner: reference }),
      more: actions.nextCursor !== null,
      members: members.items.map((member) => ({
        name: member.name ?? 'A person whose name was erased',
        reference: member.reference,
        href: href(pathOf('party', member.reference)),
      })),
      did: href('/audit', { actor: reference, order: 'newest' }),
    };
  },
});
