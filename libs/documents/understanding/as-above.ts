import type { TimescaleField } from '../model/items.js';
import type { SourceCell } from '../model/source-document.js';
import { ANY_DATE } from './date-texts.js';
import { ask, keyAt } from './gathering.js';
import { type Around, isDated, promise } from './promises.js';
import type { RowGiven } from './row-given.js';
import type { RowPromises } from './row-promises.js';

export const ABOVE = /^\W*(?:as above|see above|ditto|same(?: as above)?|as before|do\.?|[”"″〃]{1,2})\W*$/i;

/** "As above" may mean the row above, or a date in the row's own text: it is asked, and nothing is taken. */
export function resolveAbove(promised: RowPromises, title: SourceCell, given: RowGiven): RowPromises {
  const at = promised.promises.findIndex(({ value }) => ABOVE.test(value));
  if (at < 0) return promised;
  const said = promised.promises[at] as TimescaleField;
  const around =
    [...given.around.values()].find(({ above }) => above.length > 0) ?? ({ above: [], order: 'day-first' } as Around);
  const [above] = around.above;
  const own = [...title.text.matchAll(ANY_DATE)].map(([words]) => words);
  const choices = [
    ...(above ? [{ value: 'above', label: `The date of the row above: ${above.text}` }] : []),
    ...own.map((words) => ({ value: words, label: `The date in its own text: ${words}` })),
    { value: 'none', label: 'No date', isTaken: true as const },
  ];
  const answer = ask(
    given.gathering,
    'as-above',
    said.place,
    `"${said.written}" stands where a date should.`,
    [keyAt(given.row.place)],
    choices,
  );
  const words = answer === 'above' ? above?.text : own.find((one) => one === answer);
  if (words === undefined) return promised;
  const found = promise(words, said.written, said.place, 'certain', 'As answered.', around, given.gathering);
  return isDated(found.reading) ? { ...promised, promises: promised.promises.with(at, found) } : promised;
}
