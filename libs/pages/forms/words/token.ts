import type { FormsOfKind } from './form-words.js';

export const ROLE_CHOICES = {
  viewer: { text: 'Reads', hint: 'Sees the plan, and what its groups may see' },
  auditor: { text: 'Reads everything', hint: 'Also what is restricted to a group, and the whole audit trail' },
  contributor: {
    text: 'Reports',
    hint: 'Says how the actions of its organisation stand, and those of the programmes below',
  },
  secretary: { text: 'Keeps the plan', hint: 'Actions, dates, decisions, meetings, programmes and boards' },
  administrator: { text: 'Administers', hint: 'Tokens, webhooks, people and settings, and nothing on the plan' },
};

export const tokenForms: FormsOfKind = {
  new: {
    title: 'Make a token',
    button: 'Make the token',
    says: 'Whoever has the token may do what you choose here, in the name of the party. Its secret is shown once.',
    fields: {
      party: {
        label: 'For whom is it?',
        hint: 'A post, a person or an organisation. What is done with it is recorded in this name',
        of: 'party',
        missing: 'Choose for whom it is',
      },
      roles: { label: 'What may it do?', choices: ROLE_CHOICES, missing: 'Choose what it may do' },
      programmes: {
        label: 'Which programmes may it report on, besides its organisation’s own actions?',
        of: 'programme',
      },
      groups: { label: 'Whose restricted items does it see?', of: 'group' },
      label: {
        label: 'What is it for?',
        hint: 'For example, the laptop of the lead. It is shown in the list of tokens',
      },
    },
  },
  'link-sign-in': {
    title: 'Let somebody sign in for the token',
    button: 'Link it',
    says: 'Whoever it is may then sign in at the organisation, without the token, and do what the token allows in the name of its party.',
    fields: {
      signIn: {
        label: 'Which id did they see when they tried to sign in?',
        hint: 'For example, K7M2-QX4D. Or write claim, to let in whom the claim rule of the settings leads to the party',
        now: null,
        missing: 'Enter the id that they saw',
      },
    },
    checks: 'Have they told you this id themselves? Whoever it belongs to speaks for the token from now on.',
    refusals: { 'sign-in-unknown': 'Nobody who signed in has this id. Ask them to sign in again and tell you the id' },
  },
  'unlink-sign-in': {
    title: 'Unlink a sign-in from the token',
    button: 'Unlink it',
    fields: {
      signIn: {
        label: 'Which sign-in?',
        hint: 'Its id, as the list of sign-ins shows it, or claim',
        now: null,
        missing: 'Enter the id of the sign-in',
      },
    },
    checks:
      'They are signed out, and the ledger forgets who they are. They can be linked again once they have tried to sign in.',
  },
  revoke: {
    title: 'Revoke the token',
    button: 'Revoke it',
    fields: { reason: { label: 'Why is it revoked?', hint: 'For example, the laptop was lost', now: null } },
    checks: 'It is refused from now on, and whoever is signed in with it is signed out. This cannot be taken back.',
  },
};
