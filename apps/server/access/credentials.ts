import { hash, timingSafeEqual } from 'node:crypto';
import type { AccessStore, BrowserSession, Credential } from '#access/index.js';
import { COMMAND_LINE } from '#application/index.js';

export const CREDENTIALS = Symbol('credentials');

/** A secret of this process, such as ADMIN_TOKEN. */
export interface AdminToken {
  readonly secret: string;
  readonly credential: Credential;
}

export interface Proven {
  readonly credential: Credential;
  /** Hash of the process secret that proves it; null where the token is stored. */
  readonly processSecret: string | null;
}

/** Whom a secret, a session and a sign-in link speak for; undefined once that is revoked or was changed. */
export interface Credentials {
  ofSecret(secret: string): Promise<Proven | undefined>;
  ofSession(session: BrowserSession): Promise<Credential | undefined>;
  ofLink(token: string): Promise<Proven | undefined>;
}

export function credentialsOf(access: AccessStore, admins: readonly AdminToken[]): Credentials {
  const known = admins.map(({ secret, credential }) => ({ hash: hash('sha256', secret, 'buffer'), credential }));
  const proven = ({ hash, credential }: (typeof known)[number]) => ({
    credential,
    processSecret: hash.toString('base64'),
  });
  const stored = (credential: Credential | undefined) => credential && { credential, processSecret: null };

  return {
    async ofSecret(secret) {
      const given = hash('sha256', secret, 'buffer');
      const admin = known.find((each) => timingSafeEqual(each.hash, given));
      return admin ? proven(admin) : stored(await access.authenticate(secret));
    },
    async ofSession({ token, processSecret }) {
      if (processSecret === null) return access.credentialOf(token);
      return known.find((each) => proven(each).processSecret === processSecret)?.credential;
    },
    async ofLink(token) {
      // A link of the command line may be made before the server starts: it takes what process secret there is.
      const admin = known.findLast(({ credential }) => [credential.token, COMMAND_LINE].includes(token));
      return admin ? proven(admin) : stored(await access.credentialOf(token));
    },
  };
}
