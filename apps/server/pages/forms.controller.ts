import { Controller, Get, HttpCode, Inject, Post, Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Form } from '#pages/index.js';
import { Allow, type AuthenticatedRequest } from '../access/policy.guard.js';
import { FormSender } from './form-sender.js';

type Handler = (this: { readonly sender: FormSender }, request: AuthenticatedRequest, reply: FastifyReply) => unknown;

/** Two handlers a form, with the roles of its command as their policy. */
export function formsController(forms: readonly Form[]): Type<unknown> {
  @Controller()
  class FormsController {
    constructor(@Inject(FormSender) readonly sender: FormSender) {}
  }
  const prototype = FormsController.prototype as object;
  const route = (method: typeof Get, name: string, form: Form, value: Handler) => {
    const handler = { value, configurable: true, writable: true };
    Object.defineProperty(prototype, name, handler);
    method(form.path)(prototype, name, handler);
    HttpCode(200)(prototype, name, handler);
    Allow(form.rule.roles)(prototype, name, handler);
    Req()(prototype, name, 0);
    Res({ passthrough: true })(prototype, name, 1);
  };
  for (const form of forms) {
    route(Get, `open ${form.path}`, form, function open(request, reply) {
      return this.sender.open(form, request, reply);
    });
    route(Post, `send ${form.path}`, form, function send(request, reply) {
      return this.sender.submit(form, request, reply);
    });
  }
  return FormsController;
}
