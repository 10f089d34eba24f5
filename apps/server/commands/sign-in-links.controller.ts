import { Controller, Inject, Post, Req } from '@nestjs/common';
import type { AccessStore } from '#access/index.js';
import { makeSignInLink, type SignInLink } from '#application/index.js';
import { READS } from '#domain/index.js';
import { ACCESS } from '../access/access.module.js';
import { Allow, type AuthenticatedRequest } from '../access/policy.guard.js';
import { refuseQuery } from '../http/refuse-query.js';

/** Only for the caller's own token: a link for another would let one person act as the other. */
@Controller('api/sign-in-links')
export class SignInLinksController {
  constructor(@Inject(ACCESS) private readonly access: AccessStore) {}

  @Post()
  @Allow(READS)
  async make(@Req() request: AuthenticatedRequest): Promise<SignInLink> {
    refuseQuery(request);
    return makeSignInLink(this.access, request.credential.token);
  }
}
