import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startInProcess } from '../support/in-process.js';
import { cli } from '../support/processes.js';
import type { ApiServer } from '../support/server.js';
import { caughtUp, smallPlan, taken } from '../support/small-plan.js';
import type { Given } from '../support/worked-example.js';

let server: ApiServer;
let meeting: string;
let action: string;
beforeAll(async () => {
  server = await startInProcess();
  await smallPlan(server);
  ({ reference: action } = await taken(server, '/api/actions', { programme: 'SMI', title: 'Agree the model' }));
  await taken(server, `/api/actions/${action}/block`, { reason: 'No money\nin this year' });
  await taken(server, '/api/groups', { reference: 'PANEL', name: 'Review panel' });
  const startsAt = '2018-06-05T09:00:00Z';
  ({ reference: meeting } = await taken(server, '/api/meetings', { group: 'PANEL', startsAt }));
  await taken(server, `/api/meetings/${meeting}/hold`, { quorate: true });
  await caughtUp(server, await taken(server, `/api/actions/${action}/unblock`, {}));
});
afterAll(async () => {
  await server?.stop();
});

async function replay(...args: string[]) {
  const { code, stdout, stderr } = await cli(['replay', ...args], { DATA_DIR: server.folder });
  expect({ args, code, stderr: code === 0 ? '' : stderr }).toEqual({ args, code: 0, stderr: '' });
  return stdout;
}

test('history is told event by event, with what each changed and why', async () => {
  const lines = (await replay('--programme', 'SMI', '--speed', '1000')).split('\n');
  const blocked = lines.findIndex((line) => line.includes('ActionBlocked'));
  expect(lines[blocked]).toMatch(
    new RegExp(`^\\d+ {2}\\S+ \\S+ {2}${action} {2}ActionBlocked by .+: No money in this year$`),
  );
  expect(lines.slice(blocked + 1)).toContainEqual('      status: planned -> blocked');
  expect(lines.join('\n')).not.toContain(meeting);
});

test('or meeting by meeting, as JSON a line for each', async () => {
  const steps = (await replay('--by', 'meeting', '--json'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(steps.map((step: Given) => step.meeting)).toEqual([meeting, null]);
  expect(steps[0].events.at(-1).type).toBe('MeetingHeld');
  expect(steps[1].events.map((event: Given) => event.type)).toEqual(['ActionUnblocked']);
  const numbers = steps.flatMap((step: Given) => step.events.map((event: Given) => event.number));
  expect(numbers).toEqual(numbers.map((_: unknown, index: number) => index + 1));
});

test('the meetings divide what belongs to one programme too', async () => {
  const steps = (await replay('--by', 'meeting', '--programme', 'SMI', '--json'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(steps.map((step: Given) => step.meeting)).toEqual([meeting, null]);
  const types = steps[0].events.map((event: Given) => event.type);
  expect(types).toEqual(expect.arrayContaining(['ProgrammeRegistered', 'ActionCreated', 'ActionBlocked']));
  expect(types).not.toContain('GroupRegistered');
  expect(types.at(-1)).toBe('MeetingHeld');
});

test.each([
  [['--speed', 'fast'], 2, 'speed'],
  [['--speed', '1e-12'], 2, 'speed'],
  [['--from', '31 February'], 2, 'from'],
  [['--by', 'year'], 2, 'by'],
  [['--from', '2018-04-01', '--to', '2018-03-31'], 2, 'give the earlier one as from'],
  [['--from', 'soon'], 2, 'from must be an instant such as'],
] as const)('%j is refused', async (args, exit, named) => {
  const { code, stdout, stderr } = await cli(['replay', ...args], { DATA_DIR: server.folder });
  expect({ code, stdout, named: stderr.includes(named) }).toEqual({ code: exit, stdout: '', named: true });
});
