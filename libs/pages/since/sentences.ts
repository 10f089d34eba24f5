import { capital, count, plural } from '../words/dates.js';
import type { ChangedRow, DecisionPane, MeasuredRow, ToldChanges, ToldItem } from './changed-rows.js';

interface Told {
  readonly panes: readonly DecisionPane[];
  readonly measured: readonly MeasuredRow[];
  readonly sections: Readonly<Record<string, readonly ChangedRow[]>>;
}

/** A sentence and the items that it names. */
export interface SinceSentence {
  readonly strong: string;
  readonly item?: ToldItem;
  readonly rest: string;
  readonly to: string;
}

/** What a chair says first: what can be acted on, what was done, what moved, what passed, what was missed. */
export function sentences({ newlyPast }: ToldChanges, { panes, measured, sections }: Told): SinceSentence[] {
  const of = (section: string, ...whats: readonly string[]) =>
    (sections[section] ?? []).filter(({ item }) => whats.some((what) => item.what.some((each) => each === what)))
      .length;
  const [complete, verified, begun] = [of('done', 'completed'), of('done', 'verified'), of('begun', 'started')];
  const moved = sections.moved?.length ?? 0;
  const missed = measured.filter((row) => row.missed);
  const asBefore = missed.length > 0 && missed.every(({ result }) => !result.startsWith('1 '));
  const dates = moved > 0 ? `${count(moved, 'agreed date')} moved` : 'no agreed date moved';
  const unkept = newlyPast.total > 0 ? `${newlyPast.total} passed unkept` : 'none passed unkept';
  return [
    ...panes
      .filter(({ ready }) => ready)
      .map(({ item }) => ({ strong: 'A decision can now be released:', item, rest: '.', to: '#decided' })),
    {
      strong: `${count(complete, 'action')} reported complete, ${verified} verified.`,
      rest: ` ${begun} begun.`,
      to: '#done',
    },
    { strong: `${capital(dates)}, and ${unkept}.`, rest: '', to: moved > 0 ? '#moved' : '#passed' },
    {
      strong:
        measured.length > 0
          ? `${missed.length} of ${count(measured.length, 'figure')} missed ${measured.length === 1 ? 'its' : 'their'} level.`
          : 'No target was measured.',
      rest: asBefore ? plural(missed.length, ' It missed it before too.', ' All of them missed it before.') : '',
      to: '#measured',
    },
  ];
}
