import { type ImportFact, type ImportStatus, type Recorded, unknownEvent } from '#domain/index.js';
import type { LedgerEvent, Projection } from '#read-store/index.js';
import { VERSIONS } from '../versions/versions.js';

/** An import without its rows, which stand in its events. */
export interface ImportView {
  readonly reference: string;
  /** The name of the document. */
  readonly title: string;
  readonly sha256: string;
  readonly status: ImportStatus;
  /** Commands in all, and those that were tried. */
  readonly commands: number;
  readonly done: number;
  readonly applied: number;
  readonly refused: number;
}
type Event = Recorded<ImportFact> & LedgerEvent;

export const importProjection: Projection<ImportView, Event> = {
  name: 'imports',
  kind: 'import',
  version: VERSIONS.imports,
  evolve,
  indexes: [],
};

function evolve(state: ImportView | undefined, event: Event): ImportView {
  if (event.type === 'ImportUploaded') {
    const { reference, document, sha256 } = event.data;
    return { reference, title: document, sha256, status: 'uploaded', commands: 0, done: 0, applied: 0, refused: 0 };
  }
  if (!state) throw new Error(`${event.stream} begins with ${event.type}, not with ImportUploaded.`);
  switch (event.type) {
    case 'ImportStarted':
      return { ...state, status: 'running', commands: event.data.commands };
    case 'ImportRowsRecorded':
      return {
        ...state,
        done: state.done + event.data.commands,
        applied: state.applied + event.data.applied.length,
        refused: state.refused + event.data.refused.length,
      };
    case 'ImportFinished':
      return { ...state, status: 'finished' };
    case 'ImportUndone':
      return { ...state, status: 'undone' };
    default:
      return unknownEvent(event);
  }
}
