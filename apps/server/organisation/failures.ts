import { AnswerTooLarge } from './bounded-fetch.js';

/** Why nobody was signed in: what the page says follows from it. */
export type OrganisationTrouble = 'away' | 'refused' | 'over' | 'clock' | 'untrusted' | 'misconfigured';

/** Its cause may hold tokens and claims, so no log may print it. */
export class OrganisationFailure extends Error {
  constructor(
    readonly trouble: OrganisationTrouble,
    message: string,
    readonly code?: string,
    /** The page that was asked for before. */
    readonly leadsTo?: string,
  ) {
    super(message);
  }
}

const LONGEST = 200;
/** Answers that are none of OpenID Connect: a provider that is broken, or a proxy before it. */
const NO_ANSWER: ReadonlySet<string> = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_PARSE_ERROR',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_MISSING_SERVER_METADATA',
  'OAUTH_INVALID_SERVER_METADATA',
]);
/** A provider answers these where its registration of this ledger is wrong, so trying again does not help. */
const OF_THE_CLIENT: ReadonlySet<string> = new Set([
  'invalid_client',
  'unauthorized_client',
  'invalid_scope',
  'unsupported_response_type',
  'unsupported_grant_type',
]);

/** Translates what openid-client throws. */
export function failureOf(error: unknown): OrganisationFailure {
  if (error instanceof OrganisationFailure) return error;
  if (error instanceof AnswerTooLarge) return new OrganisationFailure('away', error.message);
  const message = said(error instanceof Error ? error.message : String(error));
  const code = textOf(error, 'code');
  const answered = textOf(error, 'error');
  if (answered !== undefined) return new OrganisationFailure(ofAnswer(answered), message, said(answered));
  if (code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED') return new OrganisationFailure('clock', message, code);
  // fetch fails with a TypeError without a code, or an error of DNS and sockets.
  if (code === undefined || NO_ANSWER.has(code) || !code.startsWith('OAUTH_')) return away(error, message, code);
  return new OrganisationFailure('untrusted', message, code);
}

function away(error: unknown, message: string, code: string | undefined): OrganisationFailure {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof AnswerTooLarge) return new OrganisationFailure('away', cause.message);
  return new OrganisationFailure('away', message, code ?? textOf(cause, 'code'));
}

function ofAnswer(answered: string): OrganisationTrouble {
  if (answered === 'invalid_grant') return 'over';
  if (answered === 'server_error' || answered === 'temporarily_unavailable') return 'away';
  return OF_THE_CLIENT.has(answered) ? 'misconfigured' : 'refused';
}

function textOf(error: unknown, name: string): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : undefined;
}

/** A provider's words go to the log: one line, and not the whole of it. */
const said = (text: string): string => text.replace(/\p{C}+/gu, ' ').slice(0, LONGEST);
