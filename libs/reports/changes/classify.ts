import type { QueryContext } from '#read-store/index.js';
import { type ChangeKind, changeKindOf } from './change-kinds.js';
import type { Slip } from './schema.js';
import type { PositionRange, SelectedEvent } from './select-events.js';
import { revisionKind, slipsOf } from './slips.js';

export interface ClassifiedEvent {
  readonly key: number;
  readonly position: number;
  readonly what: ChangeKind;
}
export interface Classification {
  readonly marked: readonly ClassifiedEvent[];
  readonly slips: ReadonlyMap<number, Slip>;
}

export async function classifyEvents(
  view: QueryContext,
  between: PositionRange,
  events: readonly SelectedEvent[],
): Promise<Classification> {
  const slips = await slipsOf(view, between, events);
  const corrections = new Set(events.flatMap(({ type, command }) => (type === CORRECTED_FIGURE ? [command] : [])));
  const what = ({ type, command, position }: SelectedEvent): ChangeKind => {
    if (JUDGED.includes(type) && corrections.has(command)) return 'corrected';
    const slip = slips.get(position);
    return slip ? revisionKind(slip) : changeKindOf(type);
  };
  return { marked: events.map((event) => ({ key: event.key, position: event.position, what: what(event) })), slips };
}

const CORRECTED_FIGURE = 'TargetMeasurementCorrected';
const JUDGED: readonly string[] = ['TargetBreached', 'TargetRecovered'];
