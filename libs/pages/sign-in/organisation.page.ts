/** Why the organisation's sign-in signed nobody in. */
export type OrganisationWord = 'away' | 'refused' | 'over' | 'clock' | 'untrusted' | 'misconfigured' | 'too-many';

export const ORGANISATION_WORDS: Readonly<Record<OrganisationWord, string>> = {
  away: 'The organisation’s sign-in does not answer. Use a token or try again',
  refused: 'The organisation did not sign you in. Try again, or use a token',
  over: 'This sign-in was used, was begun in another window, or is older than 10 minutes. Try again',
  clock:
    'The clocks of the organisation’s sign-in and of this ledger differ, so you are not signed in. Use a token, and tell whoever looks after this ledger',
  untrusted:
    'The answer of the organisation’s sign-in is not as it must be, so you are not signed in. Try again, or use a token',
  misconfigured:
    'The organisation’s sign-in does not take this ledger as it is set up. Use a token, and tell whoever looks after this ledger',
  'too-many': 'Too many sign-ins were begun from here. Wait a minute, then try again',
};

export const NOT_LINKED_TEMPLATE = 'not-linked';

/** For somebody whom the organisation signed in and nobody has linked; `shown` is the provider's name for them. */
export const notLinkedModel = (id: string, shown: string | null, again: string) => ({
  title: 'You are not known here yet',
  id,
  shownAs: shown,
  again,
});

export const LEAVE_TEMPLATE = 'leave';

/** Goes on by itself to the provider's sign-out. */
export const leaveModel = (address: string) => ({ title: 'You are signed out here', address });
