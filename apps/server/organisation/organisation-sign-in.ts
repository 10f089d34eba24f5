import type { FastifyRequest } from 'fastify';
import { type AccessStore, hashOf, newSessionSecret } from '#access/index.js';
import { BY_CLAIM } from '#domain/index.js';
import { perMinute } from '../access/per-minute.js';
import type { SignIn } from '../access/sign-in.js';
import { failureOf, OrganisationFailure } from './failures.js';
import type { Organisation, Person } from './organisation.js';
import type { SpeaksFor } from './speaks-for.js';

export const ORGANISATION_SIGN_IN = Symbol('organisation sign-in');

/** Each costs a row and a request to the provider; a whole organisation may come through one proxy. */
const STARTS_A_MINUTE = 300;

export interface Started {
  /** For the cookie: what the provider's answer is checked by. */
  readonly secret: string;
  readonly address: string;
}

/** A session; or the id to tell an administrator, where no link leads to a token. */
export type Arrived =
  | { readonly secret: string; readonly leadsTo: string }
  | { readonly unlinked: string; readonly shown: string | null };

/** Signing in at the organisation's provider. Errors: `OrganisationFailure`. */
export interface OrganisationSignIn {
  /** Undefined for an address that begins too many. */
  start(request: FastifyRequest, leadsTo: string, back: string): Promise<Started | undefined>;
  arrive(request: FastifyRequest, secret: string | undefined, cameTo: URL): Promise<Arrived>;
  /** Answers the address that ends the provider's session too; undefined where it has none. */
  leave(idToken: string | null, back: string): Promise<string | undefined>;
}

export function organisationSignInOf(
  organisation: Organisation,
  access: Pick<AccessStore, 'signIns' | 'sessions'>,
  signIn: SignIn,
  speaksFor: (person: Person) => Promise<SpeaksFor | undefined>,
): OrganisationSignIn {
  const starts = perMinute();

  return {
    async start(request, leadsTo, back) {
      if (starts.count(request.ip) > STARTS_A_MINUTE) return undefined;
      const secret = newSessionSecret();
      const address = await organisation.begin(secret, back);
      await access.signIns.addStart(secret, leadsTo, new Date());
      return { secret, address };
    },
    async arrive(request, secret, cameTo) {
      const leadsTo = secret && (await access.signIns.useStart(secret, new Date()));
      if (!secret || !leadsTo) throw new OrganisationFailure('over', 'No sign-in waits for this answer.');
      const person = await organisation.finish(secret, cameTo).catch((error: unknown) => {
        const { trouble, message, code } = failureOf(error);
        throw new OrganisationFailure(trouble, message, code, leadsTo);
      });
      const found = await speaksFor(person);
      if (!found) return unlinked(person);
      // The administrator's list says when, and under which name.
      if (found.signIn !== BY_CLAIM) await access.signIns.seen(person, new Date());
      const { token, signIn: link } = found;
      const begun = await signIn.asVouched(request, token, { signIn: link, idToken: person.idToken });
      // An unlinking meanwhile found no session to end.
      const still = await speaksFor(person);
      if ('secret' in begun && still?.token === token && still.signIn === link)
        return { secret: begun.secret, leadsTo };
      if ('secret' in begun) await access.sessions.end(hashOf(begun.secret));
      return unlinked(person);
    },
    leave: (idToken, back) => organisation.endAddress(idToken, back),
  };

  async function unlinked(person: Person): Promise<Arrived> {
    const { id, shown } = await access.signIns.seen(person, new Date());
    return { unlinked: id, shown };
  }
}
