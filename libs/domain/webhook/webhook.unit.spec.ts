import { describe, expect, it, test } from '@jest/globals';
import type { LookupResult } from '../kernel/decider.js';
import { codeOrTypes, given, type SpecContext } from '../testing/specification.js';
import type { WebhookFact } from './events.js';
import { webhook } from './webhook.js';

const TOKEN: LookupResult = { kind: 'token', id: 't1', reference: 'TOKEN-01', state: { revoked: false } };
const REVOKED: LookupResult = { kind: 'token', id: 't2', reference: 'TOKEN-02', state: { revoked: true } };
const ACTION: LookupResult = { kind: 'action', id: 'a1', reference: 'SMI-A01', state: {} };
const around: SpecContext = { reference: 'WEBHOOK-01', items: [TOKEN, REVOKED, ACTION] };
const at = (head: number, number: number): SpecContext => ({ ...around, place: { head, number } });

const URL = 'https://trust.example.org/hook';
const created = (token = 't1'): WebhookFact => ({
  type: 'WebhookCreated',
  data: { reference: 'WEBHOOK-01', url: URL, token },
});
const disabled: WebhookFact = { type: 'WebhookDisabled', data: {} };
const withdrawn: WebhookFact = { type: 'WebhookWithdrawn', data: { reason: 'Done' } };

describe('a webhook that is created', () => {
  it('knows where it sends, by whose rights, and what', () => {
    const body = { url: URL, token: 'TOKEN-01', item: 'SMI-A01', type: 'ActionCompleted', fromPosition: 7 };
    expect(given(webhook).when('create', body, at(9, 4))).toEqual([
      {
        type: 'WebhookCreated',
        data: {
          ...{ reference: 'WEBHOOK-01', url: URL, token: 't1', item: 'a1', type: 'ActionCompleted' },
          from: { position: 7, number: 4 },
        },
      },
    ]);
  });

  it.each<[string, object, SpecContext, string]>([
    ['an unknown token', { token: 'TOKEN-09' }, around, 'unknown-reference'],
    ['a token that is revoked', { token: 'TOKEN-02' }, around, 'token-revoked'],
    ['an unknown item', { item: 'SMI-A99' }, around, 'unknown-reference'],
    ['a position above the head', { fromPosition: 10 }, at(9, 5), 'position-ahead'],
    ['http', { url: 'http://example.org/' }, around, 'url-not-https'],
    ['a user', { url: 'https://me@example.org/' }, around, 'url-with-user'],
    ['a password', { url: 'https://:pass@example.org/' }, { ...around, toPrivateAddresses: true }, 'url-with-user'],
    ['a private address', { url: 'https://192.168.1.1/' }, around, 'private-address'],
    ['one in another spelling', { url: 'https://[::ffff:c0a8:101]/' }, around, 'private-address'],
  ])('is refused %s', (_what, wrong, circumstances, code) => {
    expect(codeOrTypes(given(webhook).when('create', { url: URL, token: 'TOKEN-01', ...wrong }, circumstances))).toBe(
      code,
    );
  });

  it('is told of a token in the word that the command has for it', () => {
    const refusal = given(webhook).when('create', { url: URL, token: 'TOKEN-09' }, around);
    expect(refusal).toMatchObject({ detail: expect.stringContaining('token: unknown token TOKEN-09.') });
  });

  it.each(['http://127.0.0.1:3000/', 'https://10.0.0.1/', 'http://localhost/'])(
    'may send to %s where the settings allow it',
    (url) => {
      const allowed = { ...around, toPrivateAddresses: true };
      expect(codeOrTypes(given(webhook).when('create', { url, token: 'TOKEN-01' }, allowed))).toEqual([
        'WebhookCreated',
      ]);
    },
  );
});

test.each<[string, WebhookFact[], string, object, string | string[]]>([
  ['disabled', [created()], 'disable', { reason: 'It moves' }, ['WebhookDisabled']],
  ['disabled once', [created(), disabled], 'disable', {}, []],
  ['enabled', [created(), disabled], 'enable', {}, ['WebhookEnabled']],
  ['enabled once', [created()], 'enable', {}, []],
  ['enabled only while its token is live', [created('t2'), disabled], 'enable', {}, 'token-revoked'],
  ['replayed', [created()], 'replay', { fromPosition: 9 }, ['WebhookReplayed']],
  ['replayed while disabled', [created(), disabled], 'replay', { fromPosition: 0 }, ['WebhookReplayed']],
  ['replayed from what is written only', [created()], 'replay', { fromPosition: 10 }, 'position-ahead'],
  ['given another secret', [created()], 'roll-secret', {}, ['WebhookSecretRolled']],
  ['withdrawn', [created(), disabled], 'withdraw', { reason: 'Done' }, ['WebhookWithdrawn']],
  ['withdrawn once', [created(), withdrawn], 'withdraw', { reason: 'Done' }, []],
  ...['disable', 'enable', 'replay', 'roll-secret'].map(
    (verb) =>
      [`withdrawn for good: no ${verb}`, [created(), withdrawn], verb, { fromPosition: 1 }, 'webhook-withdrawn'] as [
        ...[string, WebhookFact[], string, object, string],
      ],
  ),
])('it is %s', (_what, facts, verb, body, outcome) => {
  const taken =
    verb === 'replay' ? body : Object.fromEntries(Object.entries(body).filter(([name]) => name === 'reason'));
  expect(codeOrTypes(given(webhook, facts).when(verb, taken, at(9, 5)))).toEqual(outcome);
});

test('what is replayed is kept with the number that it had', () => {
  const facts = given(webhook, [created()]).when('replay', { fromPosition: 3 }, at(9, 2));
  expect(facts).toEqual([{ type: 'WebhookReplayed', data: { from: { position: 3, number: 2 } } }]);
});
