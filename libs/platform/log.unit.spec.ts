import { afterEach, expect, it } from '@jest/globals';
import { keepConsole } from '#test/support/console.js';
import { openLog } from './log.js';
import { LOG_EVENTS } from './telemetry.js';

let restore = () => {};
afterEach(() => restore());

function written(format: 'pretty' | 'json') {
  const kept = keepConsole();
  restore = kept.restore;
  const log = openLog(format);
  log.info({ event: LOG_EVENTS.readModelsRebuilt, events: 7 }, 'Made anew.');
  log.warn({ event: LOG_EVENTS.storeReachable }, 'It answers.');
  log.error({ event: LOG_EVENTS.storeUnreachable, reason: 'no route' }, 'It does not answer: no route');
  return { stdout: kept.stdout(), stderr: kept.stderr() };
}

it('writes sentences for people: information to standard output, the rest to standard error', () => {
  expect(written('pretty')).toEqual({
    stdout: 'Made anew.\n',
    stderr: 'It answers.\nIt does not answer: no route\n',
  });
});

it('writes a line of JSON an entry for programs, with its event and its data', () => {
  const { stdout, stderr } = written('json');
  expect(JSON.parse(stdout)).toMatchObject({ level: 30, event: 'read-models-rebuilt', events: 7, msg: 'Made anew.' });
  expect(
    stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toMatchObject([
    { level: 40, event: 'store-reachable' },
    { level: 50, event: 'store-unreachable', reason: 'no route' },
  ]);
});
