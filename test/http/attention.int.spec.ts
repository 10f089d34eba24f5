import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addDays, londonDate } from '#domain/kernel/calendar.js';
import { startInProcess } from '../support/in-process.js';
import type { ApiServer } from '../support/server.js';
import { conversation, smallPlan } from '../support/small-plan.js';
import type { Given } from '../support/worked-example.js';

const today = londonDate(new Date().toISOString());
const written = (date: string) => date.split('-').reverse().join('/');

let server: ApiServer;
let late: string;
let meeting: string;

const { say, ask } = conversation(() => server);
const action = async (fields: object) => (await say('/api/actions', { programme: 'HUSH', ...fields })).reference;

beforeAll(async () => {
  server = await startInProcess();
  await smallPlan(server);
  const occurredAt = addDays(today, -100);
  await say('/api/groups', { reference: 'PANEL', name: 'Review panel', occurredAt });
  await say('/api/programmes', { reference: 'HUSH', name: 'Quiet programme', group: 'PANEL', occurredAt });
  await say('/api/parties', { kind: 'organisation', name: 'Silent Trust', reference: 'SILENT', occurredAt });
  late = await action({ title: 'Late', timescale: written(addDays(today, -20)), occurredAt, owner: 'SILENT' });
  await say(`/api/actions/${late}/rate`, { rating: 'green', occurredAt: addDays(today, -90) });
  const kept = await action({ title: 'In time', timescale: written(addDays(today, 200)), occurredAt });
  await say(`/api/actions/${kept}/rate`, { rating: 'green' });
  const waiting = await action({ title: 'Waits', timescale: written(addDays(today, 200)), dependsOn: [late] });
  await say(`/api/actions/${waiting}/rate`, { rating: 'green' });
  await action({ title: 'Never ends', timescale: 'Ongoing' });
  for (const days of [-40, -10]) {
    const startsAt = `${addDays(today, days)}T09:00:00Z`;
    ({ reference: meeting } = await say('/api/meetings', { group: 'PANEL', startsAt }));
    await say(`/api/meetings/${meeting}/hold`, { quorate: true, occurredAt: startsAt });
  }
});
afterAll(async () => {
  await server?.stop();
});

test('a green action whose date has passed is told with the day since when, and how it stood at each meeting', async () => {
  const { items } = await ask('/api/reports/watermelons?group=PANEL');
  expect(items.map(({ title }: Given) => title)).toEqual(['Late', 'Waits']);
  const [{ meetings, ...told }] = items;
  expect(told).toMatchObject({
    reference: late,
    rating: 'green',
    owner: 'SILENT',
    derived: { rating: 'red', reasons: [{ code: 'overdue', days: 20 }] },
    since: addDays(today, -48),
  });
  expect(
    meetings.map(({ meeting, given, derived, differs }: Given) => [meeting, given, derived.rating, differs]),
  ).toEqual([
    [meeting, 'green', 'red', true],
    ['PANEL-MTG01', 'green', 'amber', true],
  ]);
  expect(items[1].derived.reasons).toMatchObject([{ code: 'dependency-overdue', reference: late }]);
});

test('what is rated worse than the facts is no watermelon, and is listed where it is asked for', async () => {
  const gloomy = await action({ title: 'Gloomy', timescale: written(addDays(today, 300)) });
  await say(`/api/actions/${gloomy}/rate`, { rating: 'red', narrative: 'Nobody wants it' });
  const rows = async (query: string) =>
    (await ask(`/api/reports/watermelons?group=PANEL${query}`)).items.map(({ title, difference, meetings }: Given) => [
      title,
      difference,
      meetings.map((meeting: Given) => meeting.difference),
    ]);
  const better = 'better-than-facts';
  expect(await rows('')).toEqual([
    ['Late', better, [better, better]],
    ['Waits', better, []],
  ]);
  expect(await rows('&difference=worse-than-facts')).toEqual([['Gloomy', 'worse-than-facts', []]]);
  await say(`/api/actions/${gloomy}/withdraw`, { reason: 'It was for this test' });
});

test('pages of one are the whole, and an earlier day has less', async () => {
  const first = await ask('/api/reports/watermelons?group=PANEL&limit=1');
  const second = await ask(`/api/reports/watermelons?group=PANEL&limit=1&cursor=${first.nextCursor}`);
  expect([first, second].flatMap(({ items }) => items.map(({ title }: Given) => title))).toEqual(['Late', 'Waits']);
  expect(second.nextCursor).toBeNull();
  const { items } = await ask(`/api/reports/watermelons?group=PANEL&effectiveAt=${addDays(today, -60)}`);
  expect(items).toEqual([]);
});

test('what nobody speaks of is listed', async () => {
  const target = async (fields: object) =>
    (await say('/api/targets', { programme: 'HUSH', unit: 'people', direction: 'at-least', ...fields })).reference;
  // The year that is over is projected no more; the next one is.
  const year = Number(today.slice(0, 4)) + 1;
  const coming = `${year}/${String(year + 1).slice(2)}`;
  const path = [
    { period: '2018/19', value: 600 },
    { period: coming, value: 6000 },
  ];
  const slow = await target({ measure: 'Slow', kind: 'trajectory', trajectory: path });
  const ended = await target({ measure: 'Ended', kind: 'trajectory', trajectory: path.slice(0, 1) });
  const end = await target({ measure: 'An end', kind: 'ambition', trajectory: path.slice(1) });
  for (const each of [ended, end])
    for (const [index, value] of [10, 20, 30].entries())
      await say(`/api/targets/${each}/record-measurement`, { period: `2018-0${4 + index}`, value });
  for (const [index, value] of [10, 20, 30].entries())
    await say(`/api/targets/${slow}/record-measurement`, { period: `2018-0${4 + index}`, value });
  const told = await ask('/api/reports/silences?programme=HUSH&silentDays=1');
  const { totals } = await ask('/api/reports/governance?programme=HUSH&silentDays=1');
  const { open, silent, noReviewDate } = totals.actions;
  expect([told.openActions, told.silentActions.total, told.noReviewDate.total]).toEqual([open, silent, noReviewDate]);
  expect(told.noReviewDate.items.map(({ title }: Given) => title)).toEqual(['Never ends']);
  expect(told.silentOwners).toEqual([{ reference: 'SILENT', openActions: 1 }]);
  expect(told.stopped.map(({ reference, last }: Given) => [reference, last])).toEqual(
    [slow, ended, end].map((reference) => [reference, '2018-06']),
  );
  const monthsLeft = (year + 1 - 2018) * 12 + 3 - 6;
  const projected = String(30 + 10 * monthsLeft);
  expect(told.outOfReach).toMatchObject([
    { reference: slow, period: coming, expected: 6000, projected, perMonth: '10', from: '2018-04' },
  ]);
  await say(`/api/actions/${late}/report-progress`, {
    narrative: 'They rang',
    onBehalfOf: { party: 'SILENT', source: 'A call' },
  });
  expect((await ask('/api/reports/silences?programme=HUSH')).silentOwners).toEqual([]);
  expect((await ask('/api/reports/silences?silentDays=3650')).silentActions.items).toEqual([]);
});
