import { Module } from '@nestjs/common';
import type { Ledger } from '#application/index.js';
import type { Config } from '#platform/index.js';
import { AccessModule } from '../access/access.module.js';
import { SIGN_IN, type SignIn } from '../access/sign-in.js';
import { CONFIG } from '../configuration/tokens.js';
import { EventStoreModule, LEDGER } from '../event-store/event-store.module.js';
import { organisationOf } from './organisation.js';
import { ORGANISATION_SIGN_IN, type OrganisationSignIn, organisationSignInOf } from './organisation-sign-in.js';
import { speaksForOf } from './speaks-for.js';

const SCOPE = 'openid profile';
const TIMEOUT_S = 5;

/** Undefined where no provider is set. */
function organisationSignIn(
  { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_SCOPE = SCOPE, OIDC_CLAIM }: Config,
  { access, commands }: Ledger,
  signIn: SignIn,
): OrganisationSignIn | undefined {
  if (OIDC_ISSUER === undefined || OIDC_CLIENT_ID === undefined) return undefined;
  const client = { clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET };
  const asks = { scope: OIDC_SCOPE, claim: OIDC_CLAIM, timeoutS: TIMEOUT_S };
  const organisation = organisationOf({ issuer: OIDC_ISSUER, ...client, ...asks });
  return organisationSignInOf(organisation, access, signIn, speaksForOf(access, commands));
}

@Module({
  imports: [AccessModule, EventStoreModule],
  providers: [{ provide: ORGANISATION_SIGN_IN, inject: [CONFIG, LEDGER, SIGN_IN], useFactory: organisationSignIn }],
  exports: [ORGANISATION_SIGN_IN],
})
export class OrganisationModule {}
