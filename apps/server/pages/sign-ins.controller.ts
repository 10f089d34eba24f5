import { Controller, Get, HttpStatus, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { AccessStore } from '#access/index.js';
import type { Commands } from '#commands/index.js';
import { ADMINISTERS, BY_CLAIM, type TokenState } from '#domain/index.js';
import { signInsPage } from '#pages/index.js';
import type { Config } from '#platform/index.js';
import { ACCESS } from '../access/access.module.js';
import { Allow, type AuthenticatedRequest } from '../access/policy.guard.js';
import { CONFIG } from '../configuration/tokens.js';
import { typedIn } from '../http/form-body.js';
import { organisationButton } from '../organisation/organisation-button.js';
import { COMMANDS } from '../read-models/read-models.module.js';
import { PageSender } from './page-sender.js';

/** Tokens that may be chosen; the form of a token takes any. */
const MOST_TOKENS = 500;

/** Who signs in at the organisation: linked in the forms of tokens. */
@Controller('admin/sign-ins')
export class SignInsController {
  constructor(
    @Inject(PageSender) private readonly sender: PageSender,
    @Inject(ACCESS) private readonly access: AccessStore,
    @Inject(COMMANDS) private readonly commands: Commands,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Allow(ADMINISTERS)
  async all(@Req() request: AuthenticatedRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const { OIDC_CLAIM: claim } = this.config;
    const live = (await this.access.tokens()).filter(({ revokedAt }) => revokedAt === null).slice(0, MOST_TOKENS);
    const tokens = [];
    for (const token of live) tokens.push({ ...token, byClaim: claim !== undefined && (await this.isByClaim(token)) });
    const signIns = await this.access.signIns.all();
    const label = organisationButton(this.config, '/')?.label;
    return this.sender.send(signInsPage({ label, claim, signIns, tokens }), request, reply);
  }

  /** From the choice of a sign-in and a token to the form of that token. */
  @Get('link')
  @Allow(ADMINISTERS)
  link(@Req() { query }: AuthenticatedRequest, @Res() reply: FastifyReply): void {
    const [token, signIn] = ['token', 'signIn'].map((name) => encodeURIComponent(typedIn(query, name)));
    reply.redirect(token ? `/tokens/${token}/link-sign-in?signIn=${signIn}` : '/admin/sign-ins', HttpStatus.SEE_OTHER);
  }

  private async isByClaim({ id }: { readonly id: string }): Promise<boolean> {
    const state = (await this.commands.find(['token'], id))?.state as TokenState | undefined;
    return state?.signIns.includes(BY_CLAIM) ?? false;
  }
}
