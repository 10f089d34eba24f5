import { type CalendarDate, readTimescale } from '#domain/index.js';
import type { Finding } from '../model/finding.js';
import type { ActionItem, TimescaleField } from '../model/items.js';
import { ANY_DATE, HAS_DATE } from '../understanding/date-texts.js';
import { type Looked, passage, sentencesOf, shared, stems, type Told } from './passages.js';

const COMPLETE = /\b(?:completed?|done|closed|delivered|achieved|met)\b/i;

/** "Completed" with a date that is still to come. */
export function completedInFuture({ actions, understood }: Looked): readonly Finding[] {
  const day = understood.documentDate?.value;
  if (!day) return [];
  return actions.flatMap((action) => {
    const said = [...action.promises.slice(-1), ...(action.completed ? [action.completed] : [])];
    return said.flatMap((field) => {
      const { earliest, latest } = field.reading;
      const end = latest ?? earliest;
      const begins = earliest ?? latest;
      const isTold = field === action.completed || COMPLETE.test(field.written);
      const isOver =
        !end || !begins || (field.written === '' ? begins <= day : end <= day) || (begins <= day && earliest !== null);
      if (!isTold || isOver) return [];
      const text = `"${field.written}" says that it is complete. ${end} was still to come on ${day}.`;
      return [{ code: 'completed-in-future' as const, text, passages: [passage(field.place, field.written)] }];
    });
  });
}

const QUARTER = /\b(?:Q\s*[1-4]|quarter\s+[1-4]|[1-4](?:st|nd|rd|th)\s+quarter)\b/i;
const YEAR = /\b(?:19|20)\d\d\b|\b\d\d\/\d\d\b|'\d\d\b|\bFY\s*\d\d/i;

export function quarterWithoutYear({ actions }: Looked): readonly Finding[] {
  return actions.flatMap(({ promises }) =>
    promises
      .filter(({ written }) => QUARTER.test(written) && !YEAR.test(written))
      .map(({ written, place, reading }) => {
        const taken = reading.latest ? ` It is taken as up to ${reading.latest}.` : '';
        const text = `"${written}" names a quarter without its year.${taken}`;
        return { code: 'quarter-without-year' as const, text, passages: [passage(place, written)] };
      }),
  );
}

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const WEEKDAY = /\b(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+(?:the\s+)?/gi;

/** "Monday 14 March 2018" was a Wednesday. */
export function weekdays({ passages, understood }: Looked): readonly Finding[] {
  const near = understood.documentDate?.value;
  return passages.flatMap(({ text, place }) =>
    [...text.matchAll(WEEKDAY)].flatMap((found) => {
      const [whole, short = ''] = found;
      const rest = text.slice(found.index + whole.length);
      const [words] =
        rest.match(
          /^\d{1,2}(?:st|nd|rd|th)?(?:\s+of)?\s+[A-Za-z]{3,9}\.?,?(?:\s+\d{4})?|^\d{1,2}[./]\d{1,2}[./]\d{2,4}/,
        ) ?? [];
      if (!words || (!/\d{4}|[./]\d\d$/.test(words) && !near)) return [];
      const { earliest, latest, precision } = readTimescale(words.replace(/,$/, ''), {
        documentDate: near ?? '2000-01-01',
      });
      if (precision !== 'day' || !earliest || earliest !== latest) return [];
      const day = DAYS[new Date(`${earliest}T00:00:00Z`).getUTCDay()] as string;
      if (day.startsWith(short.toLowerCase().slice(0, 3))) return [];
      const told = `"${whole}${words}" is a ${day.charAt(0).toUpperCase()}${day.slice(1)}.`;
      return [{ code: 'weekday-against-date' as const, text: told, passages: [passage(place, `${whole}${words}`)] }];
    }),
  );
}

const IMPOSSIBLE =
  /\b(?:(3[01])[./-](?:0?2|0?4|0?6|0?9|11)[./-]\d{2,4}|3[01](?:st|nd|rd|th)?\s+feb\w*|30(?:th)?\s+feb\w*|31(?:st)?\s+(?:apr|jun|sep|nov)[a-z]*|(3[2-9]|[4-9]\d)[./-]\d{1,2}[./-]\d{2,4})\b/i;

export function impossibleDates({ actions }: Looked): readonly Finding[] {
  return actions.flatMap(({ promises }) =>
    promises.flatMap(({ written, place, reading }) => {
      const words = IMPOSSIBLE.exec(written)?.[0];
      const isRight =
        words === undefined || reading.precision !== 'unread' || /^30[./-](?:0?4|0?6|0?9|11)\b/.test(words);
      if (isRight) return [];
      return [
        { code: 'date-cannot-be' as const, text: `There is no day "${words}".`, passages: [passage(place, written)] },
      ];
    }),
  );
}

const DUE =
  /\b(?:due|submi\w+|deadline|publish\w*|complet\w+|deliver\w*|launch\w*|finali[sz]\w+|to be|will be|agreed?|ready|by)\b/i;

/** Two dates for one thing: in the text and in the table, or in the title and in its own cell. */
export function twoDates(looked: Looked): readonly Finding[] {
  const { actions, passages } = looked;
  const prose = passages
    .filter(({ isCell }) => !isCell)
    .flatMap((told) => sentencesOf(told.text).map((text) => ({ ...told, text })));
  return [...prose.flatMap((told) => againstTable(told, looked)), ...actions.flatMap((action) => againstTitle(action))];
}

/** A sentence speaks of the actions that share most words with it. */
function againstTable(told: Told, looked: Looked): readonly Finding[] {
  if (!DUE.test(told.text) || !HAS_DATE.test(told.text)) return [];
  const words = stems(told.text);
  const near = looked.actions.map((action) => ({ action, share: shareOf(action, told, words) }));
  const best = Math.max(0, ...near.map(({ share }) => share));
  return near
    .filter(({ share }) => share > 0 && share === best)
    .flatMap(({ action }) => againstText(action, told, looked));
}

function shareOf(action: ActionItem, told: Told, words: ReadonlySet<string>): number {
  const name = [
    action.title.value,
    ...action.description.filter(({ value }) => value.length < 60).map(({ value }) => value),
  ].join(' ');
  const own = stems(name);
  const both = shared(own, words).length;
  const least = action.programme === told.programme ? 0.6 : 0.75;
  return both < 3 || name.length > 120 || both < own.size * least ? 0 : both / own.size;
}

function againstText(action: ActionItem, told: Told, { understood }: Looked): readonly Finding[] {
  const last = action.promises.at(-1);
  if (!last || (action.place.line !== undefined && action.place.line === told.place.line)) return [];
  return datesIn(told.text, understood.documentDate?.value ?? last.reading.context.documentDate).flatMap(
    ({ words, latest }) => {
      if (agrees(latest, last)) return [];
      const text = `The text says "${words}" for "${action.title.value}", and the table "${last.written}".`;
      return [
        {
          code: 'two-dates' as const,
          text,
          passages: [passage(told.place, told.text), passage(last.place, last.written)],
        },
      ];
    },
  );
}

const PROMISED = /\b(?:by|on|before|until|no later than)\s+(?:the\s+)?$/i;

function againstTitle({ title, promises }: ActionItem): readonly Finding[] {
  const last = promises.at(-1);
  if (!last?.reading.latest) return [];
  return datesIn(title.value, last.reading.context.documentDate).flatMap(({ words, latest, at }) => {
    const isPromised = PROMISED.test(title.value.slice(0, at));
    // "before 14 October" ends on the 13th, and is the same promise.
    const isPromise = promises.some(({ reading, written }) => reading.latest === latest || written.includes(words));
    if (!isPromised || isPromise || agrees(latest, last)) return [];
    const text = `The action says "${words}", and its date "${last.written}".`;
    return [
      {
        code: 'two-dates' as const,
        text,
        passages: [passage(title.place, title.written), passage(last.place, last.written)],
      },
    ];
  });
}

/** A day within a window that is stated from its first to its last day agrees with it. */
function agrees(latest: CalendarDate, { reading }: TimescaleField): boolean {
  if (reading.latest === null || reading.latest === latest || reading.recurrence) return true;
  return reading.earliest !== null && reading.earliest <= latest && latest <= reading.latest;
}

function datesIn(text: string, documentDate: CalendarDate) {
  return [...text.matchAll(ANY_DATE)].flatMap((found) => {
    const [words] = found;
    const { latest, precision } = readTimescale(words, { documentDate });
    return latest && (precision === 'day' || precision === 'month') ? [{ words, latest, at: found.index }] : [];
  });
}
