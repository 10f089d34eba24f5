import { CommandFailure, type Commands, type Result } from '#commands/index.js';
import { anotherHistory } from '#read-store/index.js';
import type { HistoryWatch } from './history-watch.js';
import type { ReadSide } from './read-side.js';

export interface Refusing {
  readonly readSide: ReadSide;
  readonly commands: Commands;
}

/** Refuses commands and queries while the read models belong to another store's history. */
export function refusing(
  history: Pick<HistoryWatch, 'other' | 'look'>,
  readSide: ReadSide,
  commands: Commands,
): Refusing {
  function refuse(recorded = ''): void {
    const other = history.other();
    if (other) throw anotherHistory({ ...other, detail: other.detail + recorded });
  }

  /** A truncated log shows as positions and stream ends below those already known. */
  async function lookAfter<Answer>(
    handled: Promise<Answer>,
    stood: number,
    resultsOf: (answer: Answer) => readonly Result[],
  ): Promise<Answer> {
    const isOdd = ({ events, position }: Result) => events.length > 0 && position <= stood;
    const answer = await handled.catch(async (failure: unknown) => {
      if (failure instanceof CommandFailure && failure.code === 'too-much-contention') await history.look();
      refuse();
      throw failure;
    });
    const results = resultsOf(answer);
    if (results.some(isOdd)) await history.look();
    const last = results.at(-1);
    refuse(last && ` The command was recorded there, at position ${last.position}.`);
    return answer;
  }

  return {
    readSide: {
      ...readSide,
      async read(...asked) {
        refuse();
        return readSide.read(...asked);
      },
    },
    commands: {
      find: commands.find,
      forget: () => commands.forget(),
      async preview(request) {
        refuse();
        return commands.preview(request);
      },
      async offered(...asked) {
        refuse();
        return commands.offered(...asked);
      },
      async handle(request) {
        refuse();
        return lookAfter(commands.handle(request), readSide.position(), (result) => [result]);
      },
      async handleTogether(requests) {
        refuse();
        const handled = commands.handleTogether(requests);
        return lookAfter(handled, readSide.position(), ({ results = [] }) => results);
      },
    },
  };
}
