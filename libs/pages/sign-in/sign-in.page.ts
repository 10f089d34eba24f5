import { type KeptField, keptOf } from '../forms/kept.js';
import type { Typed } from '../forms/typed.js';
import { ORGANISATION_WORDS, type OrganisationWord } from './organisation.page.js';

/** What the page says before its form. */
export type SignInWord = 'signed-out' | 'no-token' | 'wrong-token' | 'link-over' | 'too-many' | 'ended';

export interface SignInState {
  /** Where to go then: a path of this server. */
  readonly to: string;
  readonly says?: SignInWord | undefined;
  /** The code of a sign-in link that waits for its button. */
  readonly link?: string | undefined;
  /** The page came over plain HTTP from another machine, where a browser drops the session's cookie. */
  readonly keepsNoCookie: boolean;
  /** A form that was sent when the session had ended. */
  readonly kept?: readonly KeptField[] | undefined;
  /** The organisation's own sign-in, where there is one. */
  readonly organisation?: { readonly label: string; readonly href: string } | undefined;
  /** Why that signed nobody in; whoever looks after the server finds `quote` in its log. */
  readonly trouble?: { readonly word: OrganisationWord; readonly quote?: string | undefined } | undefined;
}

const ERRORS: Readonly<Record<Exclude<SignInWord, 'signed-out' | 'ended'>, string>> = {
  'no-token': 'Enter your access token',
  'wrong-token': 'This token is unknown or was revoked. Check that you have pasted all of it',
  'link-over': 'This sign-in link was used, or is older than 15 minutes. Ask for a new one',
  'too-many': 'There were too many tries from here. Wait a minute, then try again',
};

export const SIGN_IN_TEMPLATE = 'sign-in';

/** The page needs no session and asks nothing of the ledger. */
export function signInModel({ to, says, link, keepsNoCookie, kept = [], organisation, trouble }: SignInState) {
  const ofToken = says === undefined || says === 'signed-out' || says === 'ended' ? undefined : ERRORS[says];
  const error = trouble ? ORGANISATION_WORDS[trouble.word] : ofToken;
  return {
    title: 'Sign in',
    to,
    link,
    keepsNoCookie,
    organisation,
    quote: trouble?.quote,
    /** For going on in this tab after signing in at the organisation in another. */
    goesOn: kept,
    kept: kept.map(({ name, value }) => ({ name: KEPT + name, value })),
    signedOut: says === 'signed-out',
    errors: error && [{ text: error, href: trouble ? '#organisation' : '#token' }],
    /** Of the field alone: a link that is over is no fault of what was typed. */
    fieldError: says === 'no-token' || says === 'wrong-token' ? error : undefined,
  };
}

/** Fields of a kept form travel through signing in under this prefix. */
const KEPT = 'kept.';

/** A form as it was sent, but for what belongs to the session that ended. */
export const keptInForm = (typed: Typed): readonly KeptField[] =>
  keptOf(typed, ['step', 'form-token']).filter(({ name }) => !name.startsWith(KEPT));

/** The form that signing in carried through. */
export const keptThrough = (body: Typed): readonly KeptField[] =>
  keptOf(body, []).flatMap(({ name, value }) =>
    name.startsWith(KEPT) ? [{ name: name.slice(KEPT.length), value }] : [],
  );

export const RESUME_TEMPLATE = 'resume';

/** After signing in again: the form goes on as it was typed. */
export const resumeModel = (
  to: string,
  kept: readonly KeptField[],
  formToken: { readonly field: string; readonly value: string },
) => ({
  title: 'You are signed in again',
  to,
  kept,
  formToken,
});
