import { type CanActivate, type ExecutionContext, Inject, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { HttpProblem } from '#application/index.js';
import type { Role } from '#domain/index.js';
import { AUTHENTICATOR, type Authenticated, type Authenticator } from './authenticator.js';

const POLICY = 'policy';
type Policy = 'anonymous' | readonly Role[];

/** Declares the roles, of which one is required, or `anonymous`. A route without a policy stops the start. */
export const Allow = (policy: Policy) => SetMetadata(POLICY, policy);

export type AuthenticatedRequest = FastifyRequest & Authenticated;

/** Deny by default: a route needs a policy, and the credential a role of it. */
@Injectable()
export class PolicyGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(AUTHENTICATOR) private readonly authenticate: Authenticator,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const policy = policyOf(this.reflector, context.getHandler());
    if (policy === 'anonymous') return true;
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    Object.assign(request, await this.authenticate(request));
    if (policy?.some((role) => request.credential.actor.roles.includes(role))) return true;
    throw new HttpProblem('not-allowed', `This needs the role ${policy?.join(' or ') ?? 'of nobody'}.`, {
      needs: policy,
    });
  }
}

export function policyOf(
  reflector: Reflector,
  handler: ReturnType<ExecutionContext['getHandler']>,
): Policy | undefined {
  return reflector.get<Policy | undefined>(POLICY, handler);
}
