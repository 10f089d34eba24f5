import { historyRoutes, routes } from '#application/index.js';
import { count } from '../../words/dates.js';
import { nameOf } from '../../words/names.js';
import type { Checked, Compared, FormsOfKind } from './form-words.js';

const NAME = { label: 'Name', hint: 'For a post, what it is called: Health checks lead', missing: 'Enter the name' };
const ORGANISATION = {
  label: 'Which organisation does it belong to?',
  hint: 'Its reference, for example DHC. Leave it empty for an organisation',
  of: 'party',
} as const;

const CHOSEN_WHY = { label: 'Why?', hint: 'You may leave this empty', now: null };

export const partyForms: FormsOfKind = {
  new: {
    title: 'Add an organisation, a post or a person',
    button: 'Add it',
    fields: {
      kind: {
        label: 'What is it?',
        missing: 'Choose what it is',
        choices: {
          organisation: { text: 'An organisation', hint: 'For example, Public Health Dorset' },
          post: { text: 'A post', hint: 'Whoever holds it. For example, Health checks lead' },
          person: { text: 'A person', hint: 'The name is kept apart from the history, so that it can be erased' },
        },
      },
      name: NAME,
      organisation: ORGANISATION,
      reference: {
        label: 'Its reference, if it should have one of its own',
        hint: 'Capital letters and digits, for example PHD. The ledger gives one otherwise. Never a person’s name',
      },
    },
  },
  describe: {
    title: 'Change its name or organisation',
    button: 'Record the change',
    fields: {
      name: NAME,
      organisation: ORGANISATION,
    },
  },
  retire: {
    title: 'It is no longer in post, or no longer there',
    button: 'Record that it has left',
    onlyIf: ({ status }) => status === 'active',
    fields: { reason: { label: 'Why?', hint: 'For example, the post was ended in March 2019', now: null } },
    checks: 'This cannot be taken back. It is given nothing more, and keeps what it had: give its actions to another.',
  },
  erase: {
    title: 'Erase the name of this person',
    button: 'Erase the name for ever',
    onlyIf: ({ kind, erased }) => kind === 'person' && erased !== true,
    fields: {
      reason: {
        label: 'Why is the name erased?',
        hint: 'For example, asked for by the person on 3 March 2019. Do not name anybody here: this text stays for ever',
        missing: 'Enter why the name is erased',
        now: null,
      },
    },
    beside: besideErased,
    checks: 'This cannot be taken back by anybody. Backups hold the name until they are written over.',
    instead: { verb: 'retire', says: 'Has the person only left?', link: 'Record that instead: the name stays' },
  },
  'record-mail-address': {
    title: 'Say where its mail goes',
    button: 'Keep the address',
    says: 'The address is kept apart from the history, shown to nobody, and can be erased. It takes the place of an earlier one.',
    fields: {
      address: {
        label: 'Mail address',
        hint: 'For example, health.lead@example.org',
        missing: 'Enter the mail address',
        now: null,
      },
    },
  },
  'remove-mail-address': {
    title: 'Remove its mail address',
    button: 'Remove the address',
    onlyIf: ({ hasMailAddress }) => hasMailAddress === true,
    fields: { reason: CHOSEN_WHY },
    checks: 'The address is erased, and nothing is sent any more. Backups hold it until they are written over.',
  },
  'stop-digest': {
    title: 'Stop the digest',
    button: 'Stop it',
    says: 'The digest is a message with what is due, late and asked. My items shows the same at any time.',
    onlyIf: ({ digest }) => digest === 'on',
    fields: { reason: CHOSEN_WHY },
  },
  'resume-digest': {
    title: 'Send the digest again',
    button: 'Send it again',
    says: 'The digest is a message with what is due, late and asked. It needs a mail address.',
    onlyIf: ({ digest }) => digest === 'off',
    fields: { reason: CHOSEN_WHY },
  },
};

/** Erasing a name cannot be undone, so the page says first what stays. */
async function besideErased({ ask, names, item }: Checked): Promise<readonly Compared[]> {
  const { reference } = item;
  const own = await ask(routes.party, {}, { ref: reference });
  const led = await ask(routes.actions, { owner: reference, limit: '1' });
  const did = await ask(routes.audit, { actor: reference, limit: '100' });
  const history = await ask(historyRoutes.party, { limit: '100' }, { ref: reference });
  const many = ({ items, nextCursor }: { items: readonly object[]; nextCursor: string | null }) =>
    nextCursor === null ? count(items.length, 'event') : `more than ${items.length} events`;
  const nobody = 'A person whose name was erased';
  const stays = (label: string, text: string): Compared => ({ label, before: text, after: text });
  return [
    { label: 'Name, on every page and at every moment', before: own.name ?? nobody, after: nobody },
    stays('Organisation', own.organisation ? nameOf(names, own.organisation) : 'None stated'),
    stays('Reference', reference),
    stays('Actions led', led.items.length === 0 ? 'None' : 'Stay as they are, led by this reference'),
    stays('What was recorded by this person', did.items.length === 0 ? 'Nothing' : `${many(did)}, which stay`),
    stays('History of this entry', `${many(history)}, which never held the name`),
    stays('Names that people typed in notes and reasons', 'Stay as typed: the ledger does not look for them'),
    {
      label: 'Mail address',
      before: own.hasMailAddress ? 'Recorded, and shown to nobody' : 'None recorded',
      after: 'None: nothing is sent',
    },
    stays('Tokens of this person', 'Go on until they are revoked'),
    {
      label: 'Can be given something to do',
      before: own.status === 'active' ? 'Yes' : 'No',
      after: 'No',
    },
  ];
}
