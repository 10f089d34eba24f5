import { Inject, Injectable } from '@nestjs/common';
import { type AccessStore, type CalendarFeed, type Credential, MOST_FEEDS, newSessionSecret } from '#access/index.js';
import { executeQuery, HttpProblem, type Queries, readerOf, routes } from '#application/index.js';
import { ADMINISTERS, READS, type Role } from '#domain/index.js';
import { ACCESS } from '../access/access.module.js';
import { FAILURES_A_MINUTE, type RequestSession } from '../access/authenticator.js';
import { CREDENTIALS, type Credentials } from '../access/credentials.js';
import { perMinute } from '../access/per-minute.js';
import { QUERIES } from '../queries/queries.controller.js';

/** Programs ask once an hour, or each time that they are opened. */
const READS_A_MINUTE = 30;

interface Maker {
  readonly credential: Credential;
  readonly session?: RequestSession;
}

export interface FeedScope {
  /** An id or a reference. */
  readonly programme: string | undefined;
  readonly mine: boolean;
}

export interface MadeFeed {
  readonly feed: CalendarFeed;
  /** Its last part is a secret that is shown once. */
  readonly path: string;
}

/** Addresses of calendars: each reads what its token may see, and nothing else is done with it. */
@Injectable()
export class Feeds {
  private readonly failures = perMinute();
  private readonly uses = perMinute();

  constructor(
    @Inject(ACCESS) private readonly access: AccessStore,
    @Inject(CREDENTIALS) private readonly credentials: Credentials,
    @Inject(QUERIES) private readonly queries: Queries,
  ) {}

  /** Errors: `unknown-reference` for the programme or the party; `too-many-calendars`. */
  async make({ credential, session }: Maker, { programme, mine }: FeedScope): Promise<MadeFeed> {
    const { token, actor } = credential;
    const asked = { limit: '1', ...(programme && { programme }), ...(mine && { owner: actor.party }) };
    await executeQuery(this.queries, routes.calendar, asked, {}, readerOf(credential));
    const found = programme
      ? await executeQuery(this.queries, routes.programme, {}, { ref: programme }, readerOf(credential))
      : undefined;
    const proven = await this.credentials.ofLink(token);
    if (!proven) throw new HttpProblem('not-authenticated', 'The token was revoked.');
    const secret = newSessionSecret();
    const feed = await this.access.calendarFeeds.add(
      {
        secret,
        token,
        processSecret: proven.processSecret,
        party: actor.party,
        programme: found?.id ?? null,
        mine,
        session: session?.id,
      },
      new Date(),
    );
    if (feed) return { feed, path: `/calendar/${secret}.ics` };
    const detail = `This token has ${MOST_FEEDS} calendars, which is the most; revoke one that is not used any more.`;
    throw new HttpProblem('too-many-calendars', detail, { most: MOST_FEEDS });
  }

  /** Those of the token; of every token for an administrator. */
  list(credential: Credential): Promise<readonly CalendarFeed[]> {
    return this.access.calendarFeeds.list(administers(credential) ? undefined : credential.token);
  }

  /** Errors: `unknown-calendar`. */
  async revoke(id: string, credential: Credential): Promise<void> {
    const token = administers(credential) ? undefined : credential.token;
    if (await this.access.calendarFeeds.revoke(id, token)) return;
    throw new HttpProblem('unknown-calendar', 'There is no such calendar, or it is of another token.');
  }

  /** Whom an address speaks for as its token stands now. Errors: `unknown-calendar`, `too-many-requests`. */
  async open(file: string, ip: string): Promise<{ readonly feed: CalendarFeed; readonly credential: Credential }> {
    const secret = /^([\w-]{43})\.ics$/.exec(file)?.[1];
    const feed = secret === undefined ? undefined : await this.access.calendarFeeds.find(secret, new Date());
    const credential = feed && (await this.credentials.ofSession(feed));
    if (!credential || !hasRole(credential, READS)) throw this.unknown(ip);
    if (this.uses.count(feed.id) > READS_A_MINUTE)
      throw tooMany(`This calendar is read more than ${READS_A_MINUTE} times a minute.`);
    return { feed, credential };
  }

  private unknown(ip: string): HttpProblem {
    if (this.failures.count(ip) > FAILURES_A_MINUTE) return tooMany('Too many wrong addresses from this address.');
    return new HttpProblem(
      'unknown-calendar',
      'No calendar is at this address: it was revoked, or there never was one.',
    );
  }
}

const hasRole = ({ actor }: Credential, roles: readonly Role[]) => actor.roles.some((role) => roles.includes(role));
const administers = (credential: Credential) => hasRole(credential, ADMINISTERS);
const tooMany = (detail: string) => new HttpProblem('too-many-requests', detail, { retryAfterSeconds: 60 });
