import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { type AccessStore, newSecret } from '#access/index.js';
import { administrator, COMMAND_LINE, type Ledger } from '#application/index.js';
import type { Config } from '#platform/index.js';
import { CONFIG } from '../configuration/tokens.js';
import { EventStoreModule, LEDGER } from '../event-store/event-store.module.js';
import { AUTHENTICATOR, authenticator } from './authenticator.js';
import { type AdminToken, CREDENTIALS, type Credentials, credentialsOf } from './credentials.js';
import { PolicyGuard } from './policy.guard.js';
import { SIGN_IN, signInOf } from './sign-in.js';

export const ACCESS = Symbol('access');
/** The command line calls the server with this secret; it lives in this process only. */
export const LOCAL_SECRET = Symbol('local secret');
const ADMINS = Symbol('admins');

function adminToken(token: string, secret: string): AdminToken {
  return { secret, credential: { token, actor: administrator, programmes: [], groups: [], lasting: true } };
}

@Module({
  imports: [EventStoreModule],
  providers: [
    { provide: ACCESS, inject: [LEDGER], useFactory: ({ access }: Ledger) => access },
    { provide: LOCAL_SECRET, useFactory: newSecret },
    {
      provide: ADMINS,
      inject: [LOCAL_SECRET, CONFIG],
      useFactory: (localSecret: string, { ADMIN_TOKEN }: Config) => [
        adminToken(COMMAND_LINE, localSecret),
        ...(ADMIN_TOKEN ? [adminToken('admin', ADMIN_TOKEN)] : []),
      ],
    },
    {
      provide: AUTHENTICATOR,
      inject: [ACCESS, ADMINS, CONFIG],
      useFactory: (access: AccessStore, admins: readonly AdminToken[], { RATE_LIMIT, PUBLIC_URL }: Config) =>
        authenticator(access, admins, { rateLimit: RATE_LIMIT, publicUrl: PUBLIC_URL }),
    },
    { provide: CREDENTIALS, inject: [ACCESS, ADMINS], useFactory: credentialsOf },
    {
      provide: SIGN_IN,
      inject: [ACCESS, CREDENTIALS],
      useFactory: (access: AccessStore, credentials: Credentials) => signInOf(access, credentials),
    },
    { provide: APP_GUARD, useClass: PolicyGuard },
  ],
  exports: [ACCESS, LOCAL_SECRET, AUTHENTICATOR, CREDENTIALS, SIGN_IN],
})
export class AccessModule {}
