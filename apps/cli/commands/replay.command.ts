import { createInterface } from 'node:readline/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { auditRoute as audit, executeQuery, wrongField } from '#application/index.js';
import { readStoreSettings } from '#platform/index.js';
import type { AuditEntry } from '#read-models/index.js';
import { EVERYTHING } from '#read-store/index.js';
import { linesOf } from '../replay/lines.js';
import { eventByEvent, meetingByMeeting, merged } from '../replay/steps.js';
import { type FolderQueries, openFolder } from '../report/folder.js';
import { answer, type JsonOption } from '../shell/answer.js';
import { type SpanOptions, spanCommand } from './ledger-command.js';

interface Options extends JsonOption, SpanOptions {
  readonly programme?: string;
  readonly by?: 'event' | 'meeting';
  readonly speed?: number;
}

export const replay = spanCommand('replay')
  .option('--programme <programme>', 'only what belongs to this programme or affects it')
  .option('--by <step>', 'event or meeting; default: event', stepOf)
  .option('--speed <steps>', 'steps per second; default on a terminal: wait for Enter', speedOf)
  .action(run);

async function run({ json, by, speed, ...asked }: Options): Promise<void> {
  const folder = await openFolder(readStoreSettings(process.env));
  const next = pacing(json ? undefined : speed, !json && process.stdin.isTTY && process.stdout.isTTY);
  try {
    if (folder.lag) console.error(folder.lag);
    const steps =
      by === 'meeting' ? meetingByMeeting(withMeetings(folder, asked)) : eventByEvent(entries(folder, asked));
    let shown = 0;
    let label = folder.illustrative;
    for await (const step of steps) {
      if (shown > 0 && !(await next.step())) return;
      answer({ json }, step, linesOf(step).join('\n'), label);
      shown += step.events.length;
      // For people it is said once.
      if (!json) label = false;
    }
    if (shown === 0 && !json) answer({}, {}, 'No events match.', label);
  } finally {
    next.close();
    await folder.close();
  }
}

function stepOf(text: string): 'event' | 'meeting' {
  if (text !== 'event' && text !== 'meeting') throw wrongField('bad-parameter', 'by', 'by must be event or meeting');
  return text;
}

function speedOf(text: string): number {
  const speed = Number(text);
  if (!(speed >= 0.001 && speed <= 1000))
    throw wrongField('bad-parameter', 'speed', 'speed must be a number from 0.001 to 1000');
  return speed;
}

type ReplayQuery = Pick<Options, 'from' | 'to' | 'programme'>;

/** Adds all held meetings, since a meeting belongs to a group and not to a programme. */
function withMeetings(folder: FolderQueries, { programme, ...span }: ReplayQuery): AsyncGenerator<AuditEntry> {
  if (programme === undefined) return entries(folder, span);
  return merged(entries(folder, { ...span, programme }), entries(folder, { ...span, type: 'MeetingHeld' }));
}

async function* entries(
  folder: FolderQueries,
  query: ReplayQuery & { readonly type?: string },
): AsyncGenerator<AuditEntry> {
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const parameters = { ...query, limit: '100', ...(cursor !== undefined && { cursor }) };
    const page = await executeQuery(folder, audit, parameters, {}, EVERYTHING);
    yield* page.items;
    cursor = page.nextCursor;
  }
}

/** Paces by steps per second, by Enter on a terminal, or not. `step` resolves to false on quit. */
function pacing(speed: number | undefined, terminal: boolean) {
  if (speed !== undefined) return { step: () => delay(1000 / speed, true), close() {} };
  if (!terminal) return { step: async () => true, close() {} };
  const keyboard = createInterface({ input: process.stdin, output: process.stdout });
  return {
    step: async () => !(await keyboard.question('')).startsWith('q'),
    close: () => keyboard.close(),
  };
}
