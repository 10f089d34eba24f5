import type { CalendarDate } from '../kernel/calendar.js';
import { type Recorded, unknownEvent } from '../kernel/decider.js';
import { omitUndefined } from '../kernel/omit-undefined.js';
import type {
  AppliedRow,
  ImportAnswer,
  ImportColumn,
  ImportFact,
  ImportStatus,
  RefusedRow,
  StayingPart,
} from './events.js';

export interface ImportState {
  readonly reference: string;
  readonly status: ImportStatus;
  readonly document: string;
  readonly sha256: string;
  readonly title?: string;
  readonly documentDate?: CalendarDate;
  readonly columns: readonly ImportColumn[];
  readonly answers: readonly ImportAnswer[];
  /** Commands in all, and those that were tried. */
  readonly commands: number;
  readonly done: number;
  readonly applied: readonly AppliedRow[];
  readonly refused: readonly RefusedRow[];
  /** References of what was taken back. */
  readonly taken: readonly string[];
  /** What stays of it, since no event can take it back. */
  readonly stays?: readonly StayingPart[];
}

export function evolveImport(state: ImportState | undefined, event: Recorded<ImportFact>): ImportState {
  const before = state as ImportState;
  switch (event.type) {
    case 'ImportUploaded': {
      const { reference, document, sha256, title, documentDate, columns = [] } = event.data;
      const said = omitUndefined({ reference, document, sha256, title, documentDate });
      return {
        ...said,
        columns,
        status: 'uploaded',
        answers: [],
        commands: 0,
        done: 0,
        applied: [],
        refused: [],
        taken: [],
      };
    }
    case 'ImportStarted':
      return { ...before, status: 'running', answers: event.data.answers, commands: event.data.commands };
    case 'ImportRowsRecorded':
      return {
        ...before,
        done: before.done + event.data.commands,
        applied: [...before.applied, ...event.data.applied],
        refused: [...before.refused, ...event.data.refused],
      };
    case 'ImportFinished':
      return { ...before, status: 'finished' };
    case 'ImportUndone':
      return {
        ...before,
        status: 'undone',
        taken: event.data.taken,
        ...(event.data.stays && { stays: event.data.stays }),
      };
    default:
      return unknownEvent(event);
  }
}
