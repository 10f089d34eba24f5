import { HttpStatus } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** A page opened after a form, so that loading it again sends nothing twice. Answers the empty body. */
export function seeOther(reply: FastifyReply, to: string): string {
  reply.redirect(to, HttpStatus.SEE_OTHER);
  return '';
}
