import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { accessibility } from '#pages/index.js';
import { AUTHENTICATOR, type Authenticator } from '../access/authenticator.js';
import { Allow } from '../access/policy.guard.js';
import { PageSender } from './page-sender.js';

/** The accessibility statement is for everybody; whoever is signed in keeps the frame of the other pages. */
@Controller()
export class AccessibilityController {
  constructor(
    @Inject(AUTHENTICATOR) private readonly authenticate: Authenticator,
    @Inject(PageSender) private readonly sender: PageSender,
  ) {}

  @Get('accessibility')
  @Allow('anonymous')
  async statement(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const signedIn = await this.authenticate(request).catch(() => undefined);
    if (signedIn) {
      reply.send(await this.sender.send(accessibility, Object.assign(request, signedIn), reply));
      return;
    }
    await this.sender.sendSignedOut(request, reply, accessibility.template, { title: 'Accessibility statement' });
  }
}
