import { Module } from '@nestjs/common';
import { AccessModule } from '../../access/access.module.js';
import { SignInController } from './sign-in.controller.js';

@Module({ imports: [AccessModule], controllers: [SignInController] })
export class SignInModule {}
