import type { QueryContext } from '#read-store/query/query-context.js';
import { type What, whatOf } from './change-kinds.js';
import type { Between, Walked } from './select-events.js';
import { movedHow, type Slip, slipsOf } from './slips.js';

export interface Marked {
  readonly key: number;
  readonly position: number;
  readonly what: What;
}
export interface Marks {
  readonly marked: readonly Marked[];
  readonly slips: ReadonlyMap<number, Slip>;
}

export async function markedEvents(view: QueryContext, between: Between, events: readonly Walked[]): Promise<Marks> {
  const slips = await slipsOf(view, between, events);
  const corrections = new Set(events.flatMap(({ type, command }) => (type === CORRECTED_FIGURE ? [command] : [])));
  const what = ({ type, command, position }: Walked): What => {
    if (JUDGED.includes(type) && corrections.has(command)) return 'corrected';
    const slip = slips.get(position);
    return slip ? movedHow(slip) : whatOf(type);
  };
  return { marked: events.map((event) => ({ key: event.key, position: event.position, what: what(event) })), slips };
}

const CORRECTED_FIGURE = 'TargetMeasurementCorrected';
const JUDGED: readonly string[] = ['TargetBreached', 'TargetRecovered'];
