/** What the page says before its form. */
export type SignInWord = 'signed-out' | 'no-token' | 'wrong-token' | 'link-over' | 'too-many';

export interface SignInState {
  /** Where to go then: a path of this server. */
  readonly to: string;
  readonly says?: SignInWord | undefined;
  /** The code of a sign-in link that waits for its button. */
  readonly link?: string | undefined;
  /** The page came over plain HTTP from another machine, where a browser drops the session's cookie. */
  readonly keepsNoCookie: boolean;
}

const ERRORS: Readonly<Record<Exclude<SignInWord, 'signed-out'>, string>> = {
  'no-token': 'Enter your access token',
  'wrong-token': 'This token is unknown or was revoked. Check that you have pasted all of it',
  'link-over': 'This sign-in link was used, or is older than 15 minutes. Ask for a new one',
  'too-many': 'There were too many tries from here. Wait a minute, then try again',
};

export const SIGN_IN_TEMPLATE = 'sign-in';

/** The page needs no session and asks nothing of the ledger. */
export function signInModel({ to, says, link, keepsNoCookie }: SignInState) {
  const error = says === undefined || says === 'signed-out' ? undefined : ERRORS[says];
  return {
    title: 'Sign in',
    to,
    link,
    keepsNoCookie,
    signedOut: says === 'signed-out',
    errors: error && [{ text: error, href: '#token' }],
    /** Of the field alone: a link that is over is no fault of what was typed. */
    fieldError: says === 'no-token' || says === 'wrong-token' ? error : undefined,
  };
}
