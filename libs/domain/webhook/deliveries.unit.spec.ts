import { describe, expect, it, test } from '@jest/globals';
import { codeOrTypes, given, NOW, type SpecContext } from '../testing/specification.js';
import { type EventNamed, MOST_SKIPPED, type WebhookFact } from './events.js';
import { durationMs } from './keep-old.js';
import { webhook } from './webhook.js';

const created: WebhookFact = {
  type: 'WebhookCreated',
  data: { reference: 'WEBHOOK-01', url: 'https://trust.example.org/hook', token: 't1' },
};
const event = (number: number): EventNamed => ({ number, eventId: `e${number}`, eventType: 'ActionCompleted' });
const skipped = (number: number): WebhookFact => ({
  type: 'WebhookEventSkipped',
  data: { ...event(number), reason: 'Not taken' },
});
const requeued = (number: number): WebhookFact => ({ type: 'WebhookEventRequeued', data: event(number) });
const withdrawn: WebhookFact = { type: 'WebhookWithdrawn', data: { reason: 'Done' } };

const around: SpecContext = { reference: 'WEBHOOK-01' };
const standingAt = (number: number): SpecContext => ({ ...around, deliveries: { pendingEvent: event(number) } });
const halted: SpecContext = { ...around, deliveries: { halted: 'other-history' } };
const reason = 'Not taken';

test.each<[string, WebhookFact[], string, object, SpecContext, string | string[]]>([
  [
    'skips the event at which it stands',
    [created],
    'skip-event',
    { number: 7, reason },
    standingAt(7),
    ['WebhookEventSkipped'],
  ],
  ['skips no other', [created], 'skip-event', { number: 8, reason }, standingAt(7), 'not-at-this-event'],
  ['skips none where none waits', [created], 'skip-event', { number: 7, reason }, around, 'nothing-owed'],
  ['skips one once', [created, skipped(7)], 'skip-event', { number: 7, reason }, standingAt(9), []],
  [
    'skips one again that was requeued',
    [created, skipped(7), requeued(7)],
    'skip-event',
    { number: 7, reason },
    standingAt(7),
    ['WebhookEventSkipped'],
  ],
  ['skips none while it is halted', [created], 'skip-event', { number: 7, reason }, halted, 'webhook-halted'],
  [
    'skips none once withdrawn',
    [created, withdrawn],
    'skip-event',
    { number: 7, reason },
    standingAt(7),
    'webhook-withdrawn',
  ],
  [
    'skips so many and no more',
    [created, ...Array.from({ length: MOST_SKIPPED }, (_, index) => skipped(index + 1))],
    'skip-event',
    { number: 900, reason },
    standingAt(900),
    'too-many-skipped',
  ],
  [
    'requeues what was skipped',
    [created, skipped(7)],
    'requeue-event',
    { number: 7 },
    around,
    ['WebhookEventRequeued'],
  ],
  ['requeues nothing else', [created, skipped(7)], 'requeue-event', { number: 8 }, around, 'not-skipped'],
  ['requeues it once', [created, skipped(7), requeued(7)], 'requeue-event', { number: 7 }, around, 'not-skipped'],
  ['is not replayed while it is halted', [created], 'replay', { fromPosition: 1 }, halted, 'webhook-halted'],
  ['is resumed where it is halted', [created], 'resume', {}, halted, ['WebhookResumed']],
  ['is not resumed where it is not', [created], 'resume', {}, around, []],
  ['is not resumed once withdrawn', [created, withdrawn], 'resume', {}, halted, 'webhook-withdrawn'],
  [
    'is resumed from what is recorded only',
    [created],
    'resume',
    { fromNumber: 9 },
    { ...halted, numbered: { last: 8 } },
    'number-ahead',
  ],
])('a webhook %s', (_what, facts, verb, body, circumstances, outcome) => {
  expect(codeOrTypes(given(webhook, facts).when(verb, body, circumstances))).toEqual(outcome);
});

describe('a webhook', () => {
  it('keeps the event that is skipped, and why', () => {
    const facts = given(webhook, [created]).when('skip-event', { number: 7, reason }, standingAt(7));
    expect(facts).toEqual([{ type: 'WebhookEventSkipped', data: { ...event(7), reason } }]);
  });

  it('keeps why it was halted, and from which event it goes on', () => {
    const numbered = { last: 8, position: 30 };
    const facts = given(webhook, [created]).when('resume', { fromNumber: 5, reason }, { ...halted, numbered });
    const data = { halted: 'other-history', from: { position: 30, number: 5 }, reason };
    expect(facts).toEqual([{ type: 'WebhookResumed', data }]);
  });

  it('has skipped no longer what it is sent again from a place on', () => {
    const from = { position: 30, number: 5 };
    const { state } = given(webhook, [created, skipped(4), skipped(5), { type: 'WebhookReplayed', data: { from } }]);
    expect(state?.skipped).toEqual([event(4)]);
  });

  it.each([
    ['P1D', '2018-06-02T09:00:00.000Z'],
    ['PT12H', '2018-06-01T21:00:00.000Z'],
    ['P6DT24H', '2018-06-08T09:00:00.000Z'],
    [undefined, undefined],
  ])('signs with its old secret for %s', (keepOldFor, oldValidUntil) => {
    const facts = given(webhook, [created]).when('roll-secret', { keepOldFor }, { ...around, now: NOW });
    expect(facts).toEqual([{ type: 'WebhookSecretRolled', data: { oldValidUntil } }]);
  });

  it.each(['P8D', 'PT0S', 'P1M', 'P1Y', '1D', '-P1D', 'P', 'PT', 'P1D ', 86_400, ''])(
    'keeps no secret for %j',
    (keepOldFor) => {
      expect(() => given(webhook, [created]).when('roll-secret', { keepOldFor }, around)).toThrow('Invalid body');
    },
  );
});

test('a duration is read as ISO 8601 has it', () => {
  expect(['PT90S', 'P1DT1H', 'PT1H30M'].map(durationMs)).toEqual([90_000, 90_000_000, 5_400_000]);
  for (const text of ['P', 'PT', 'P1DT', 'P1W', 'P1M', 'PT1S1H', 'soon', 7]) expect(durationMs(text)).toBeUndefined();
});
