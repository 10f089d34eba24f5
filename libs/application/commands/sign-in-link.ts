import { type AccessStore, newSessionSecret, SIGN_IN_LINK_MS } from '#access/index.js';
import { type AnswerOf, INSTANT, object, TEXT } from '#read-store/index.js';
import { administrator, COMMAND_LINE } from '../ledger/principals.js';

export const SIGN_IN_PATH = '/sign-in';
export const SIGN_IN_LINK_MINUTES = SIGN_IN_LINK_MS / 60_000;

/** The path on the server; its last part is a secret that is shown once. */
export const SIGN_IN_LINK = object({ path: TEXT, expiresAt: INSTANT });
export type SignInLink = AnswerOf<typeof SIGN_IN_LINK>;

/** Makes a link that signs a browser in as a token, by the token's id. */
export async function makeSignInLink({ sessions }: Pick<AccessStore, 'sessions'>, token: string): Promise<SignInLink> {
  const code = newSessionSecret();
  const expiresAt = await sessions.addLink(code, token, new Date());
  return { path: `${SIGN_IN_PATH}/${code}`, expiresAt: expiresAt.toISOString() };
}

/** The oldest live token of the administrator, whose revocation ends the session; else the process secret. */
export async function administratorsToken(access: Pick<AccessStore, 'tokens'>): Promise<string> {
  const own = (await access.tokens()).find(
    ({ party, roles, revokedAt }) =>
      revokedAt === null && party === administrator.party && roles.includes('administrator'),
  );
  return own?.id ?? COMMAND_LINE;
}
