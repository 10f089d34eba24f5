import { eventName } from './events.js';
import type { ToldEvent, ToldHappening, ToldWith } from './told.js';
import { TOLD_FINDINGS } from './told-findings.js';
import { TOLD_PROMISES } from './told-promises.js';
import { fieldName, shown, type Telling } from './values.js';

/** Fields that follow from others, or that an entry says in other words. */
const UNSAID: ReadonlySet<string> = new Set(['original', 'restated', 'agreedBy', 'position', 'pack']);

/** An event in words, in the past tense, the verb first. */
export function happened(event: ToldEvent, telling: Telling): ToldHappening {
  const field = (name: string) => event.changes.find((change) => change.field === name);
  const told: ToldWith = {
    ...event,
    telling,
    names: telling.names,
    before: (name) => field(name)?.before ?? null,
    after: (name) => field(name)?.after ?? null,
  };
  const say = TOLD_PROMISES[event.type] ?? TOLD_FINDINGS[event.type] ?? everyField;
  const words = { what: eventName(event.type), say: null, changes: [], quote: null, quoteIs: null, refs: [] };
  const said = { ...words, ...say(told) };
  // A blocked action's narrative is its reason, which stands below as "Why".
  return { ...said, quote: said.quote === event.reason ? null : said.quote };
}

/** Every field that changed; of what was new, none. */
function everyField({ revision, changes, telling }: ToldWith): Partial<ToldHappening> {
  if (revision === 0) return {};
  const all = changes.filter(({ field }) => !UNSAID.has(field));
  return {
    changes: all
      .map(({ field, before, after }) => ({
        label: fieldName(field),
        before: shown(field, before, telling),
        after: shown(field, after, telling),
      }))
      .filter(({ before, after }) => before !== null || after !== null),
  };
}
