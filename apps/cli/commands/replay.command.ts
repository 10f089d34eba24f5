import { createInterface } from 'node:readline/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { Command, Option } from 'nest-commander';
import { wrongField } from '#application/problem.js';
import { executeQuery } from '#application/queries/execute-query.js';
import { route as audit } from '#application/queries/reports/audit.js';
import { readStoreSettings } from '#platform/store-settings.js';
import type { AuditEntry } from '#read-models/audit/audit.present.js';
import type { Page } from '#read-store/query/query-context.js';
import { EVERYTHING } from '#read-store/query/visibility.js';
import { linesOf } from '../replay/lines.js';
import { eventByEvent, meetingByMeeting, merged } from '../replay/steps.js';
import { type FolderQueries, openFolder } from '../report/folder.js';
import { COMMANDS } from '../shell/command-list.js';
import { SpanCommand, type SpanOptions } from './ledger-command.js';

interface Options extends SpanOptions {
  readonly programme?: string;
  readonly by?: 'event' | 'meeting';
  readonly speed?: number;
}

@Command(COMMANDS.replay)
export class ReplayCommand extends SpanCommand {
  async run(_: string[], { json, by, speed, ...query }: Options): Promise<void> {
    const folder = await openFolder(readStoreSettings(process.env));
    const next = pacing(json ? undefined : speed, !json && process.stdin.isTTY && process.stdout.isTTY);
    try {
      if (folder.lag) console.error(folder.lag);
      const steps =
        by === 'meeting' ? meetingByMeeting(withMeetings(folder, query)) : eventByEvent(entries(folder, query));
      let stepCount = 0;
      let label = folder.illustrative;
      for await (const step of steps) {
        if (stepCount > 0 && !(await next.step())) return;
        this.answer({ json }, step, linesOf(step).join('\n'), label);
        stepCount += step.events.length;
        // The text output prints the label once, not per step.
        if (!json) label = false;
      }
      if (stepCount === 0 && !json) this.answer({}, {}, 'No events match.', label);
    } finally {
      next.close();
      await folder.close();
    }
  }

  @Option({ flags: '--programme <programme>', description: 'only what belongs to this programme or affects it' })
  programme(text: string) {
    return text;
  }

  @Option({ flags: '--by <step>', description: 'event or meeting; default: event' })
  by(text: string) {
    if (text !== 'event' && text !== 'meeting') throw wrongField('bad-parameter', 'by', 'by must be event or meeting');
    return text;
  }

  @Option({ flags: '--speed <steps>', description: 'steps per second; default on a terminal: wait for Enter' })
  speed(text: string) {
    const speed = Number(text);
    if (!(speed >= 0.001 && speed <= 1000))
      throw wrongField('bad-parameter', 'speed', 'speed must be a number from 0.001 to 1000');
    return speed;
  }
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
    const page = (await executeQuery(folder, audit, parameters, {}, EVERYTHING)) as Page<AuditEntry>;
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
