import { type DynamicModule, Module } from '@nestjs/common';
import type { Config } from '#platform/index.js';
import { AccessModule } from '../../access/access.module.js';
import { OrganisationModule } from '../../organisation/organisation.module.js';
import { PagesModule } from '../pages.module.js';
import { OrganisationController } from './organisation.controller.js';
import { SignInController } from './sign-in.controller.js';

@Module({ imports: [AccessModule, OrganisationModule, PagesModule] })
export class SignInModule {
  static with({ OIDC_ISSUER }: Config): DynamicModule {
    const controllers = OIDC_ISSUER === undefined ? [SignInController] : [OrganisationController, SignInController];
    return { module: SignInModule, controllers };
  }
}
