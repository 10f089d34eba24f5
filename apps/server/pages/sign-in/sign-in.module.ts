import { Module } from '@nestjs/common';
import { AccessModule } from '../../access/access.module.js';
import { PagesModule } from '../pages.module.js';
import { SignInController } from './sign-in.controller.js';

@Module({ imports: [AccessModule, PagesModule], controllers: [SignInController] })
export class SignInModule {}
