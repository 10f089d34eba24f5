import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { type AccessStore, newSecret } from '#access/index.js';
import { administrator, COMMAND_LINE, type Ledger } from '#application/index.js';
import type { Config } from '#platform/index.js';
import { CONFIG } from '../configuration/tokens.js';
import { EventStoreModule, LEDGER } from '../event-store/event-store.module.js';
import { type AdminToken, AUTHENTICATOR, authenticator } from './authenticator.js';
import { PolicyGuard } from './policy.guard.js';

export const ACCESS = Symbol('access');
/** The command line calls the server with this secret; it lives in this process only. */
export const LOCAL_SECRET = Symbol('local secret');

function adminToken(token: string, secret: string): AdminToken {
  return { secret, credential: { token, actor: administrator, programmes: [], groups: [], lasting: true } };
}

@Module({
  imports: [EventStoreModule],
  providers: [
    { provide: ACCESS, inject: [LEDGER], useFactory: ({ access }: Ledger) => access },
    { provide: LOCAL_SECRET, useFactory: newSecret },
    {
      provide: AUTHENTICATOR,
      inject: [ACCESS, LOCAL_SECRET, CONFIG],
      useFactory(access: AccessStore, localSecret: string, { ADMIN_TOKEN, RATE_LIMIT }: Config) {
        const admins = [adminToken(COMMAND_LINE, localSecret)];
        if (ADMIN_TOKEN) admins.push(adminToken('admin', ADMIN_TOKEN));
        return authenticator(access, admins, RATE_LIMIT);
      },
    },
    { provide: APP_GUARD, useClass: PolicyGuard },
  ],
  exports: [ACCESS, LOCAL_SECRET, AUTHENTICATOR],
})
export class AccessModule {}
