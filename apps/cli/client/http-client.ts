import type { TokenRow } from '#access/index.js';
import type { Problem, SignInLink } from '#application/index.js';
import { RemoteFailure, type Result } from '#commands/index.js';
import type { SentDigest } from '#digest/index.js';
import { PLURALS } from '#domain/index.js';
import { HALTS } from '#webhooks/index.js';
import type { LedgerClient } from './client.js';

interface Page<Row> {
  readonly items: readonly Row[];
  readonly nextCursor: string | null;
}

interface HttpClient extends LedgerClient {
  /** Errors: `RemoteFailure`, and a server that cannot be reached. */
  ask<Answer>(path: string, init?: RequestInit): Promise<Answer>;
  tokens(): Promise<TokenRow[]>;
  /** Signs in as the token of this client. */
  signInLink(): Promise<SignInLink>;
  sendDigests(meeting: string | undefined): Promise<DigestsSent>;
}

interface DigestsSent {
  readonly period: string;
  readonly digests: readonly SentDigest[];
}

export function httpClient(url: string, token: string): HttpClient {
  const authorization = `Bearer ${token}`;

  async function ask<Answer>(path: string, init: RequestInit = {}): Promise<Answer> {
    const response = await fetch(new URL(path, url), {
      ...init,
      headers: { ...init.headers, authorization },
    }).catch((error: Error) => {
      throw new Error(
        `Cannot connect to the server at ${url}: ${causeOf(error)}. Check ACTION_LEDGER_URL and that the server runs.`,
      );
    });
    const answer = await response.json().catch(() => undefined);
    if (response.ok && answer !== undefined) return answer as Answer;
    throw failureOf(url, response.status, answer as Problem | undefined);
  }

  async function all<Row>(path: string): Promise<Row[]> {
    const rows: Row[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const page: Page<Row> = await ask(`${path}?limit=100${after && `&cursor=${after}`}`);
      rows.push(...page.items);
      after = page.nextCursor;
    }
    return rows;
  }

  return {
    ask,
    give({ kind, verb, ref, command, idempotencyKey }) {
      // There is one ledger, which its path alone addresses.
      const item = kind === 'ledger' ? [] : [encodeURIComponent(ref ?? '')];
      const path = ['/api', PLURALS[kind], ...(verb === undefined ? [] : [...item, verb])];
      return ask<Result & { token?: string }>(path.join('/'), {
        method: 'POST',
        body: JSON.stringify(command),
        headers: {
          'content-type': 'application/json',
          ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
        },
      });
    },
    tokens: () => all<TokenRow>('/api/tokens'),
    signInLink: () => ask<SignInLink>('/api/sign-in-links', { method: 'POST' }),
    sendDigests: (meeting) =>
      ask<DigestsSent>('/api/digests', {
        method: 'POST',
        body: JSON.stringify({ meeting }),
        headers: { 'content-type': 'application/json' },
      }),
    async haltedWebhooks() {
      const webhooks = await all<{ reference: string; halted: string | null }>('/api/webhooks');
      return webhooks.filter(({ halted }) => HALTS.some((each) => each === halted)).map(({ reference }) => reference);
    },
    close: async () => {},
  };
}

function failureOf(url: string, status: number, problem: Problem | undefined): Error {
  if (typeof problem?.code !== 'string')
    return new Error(
      `Unexpected response from ${url} (status ${status}): it is not an Action Ledger server. Check ACTION_LEDGER_URL.`,
    );
  const { type: _, title: __, status: ___, code, detail, errors, ...fields } = problem;
  return new RemoteFailure(code, detail, fields, errors);
}

function causeOf(error: Error): string {
  return error.cause instanceof Error && error.cause.message ? error.cause.message : error.message;
}
