import { agreedOf } from '#domain/index.js';
import { type AnswerOf, type Item, itemsOf, type Promised, type QueryContext } from '#read-store/index.js';
import { type ActionView } from './action.view.js';
import type { ACTION_LIST } from './actions.schema.js';
import { type CarriedHow, carriedSlips, linksOf } from './carried.js';

type Carrying = Pick<AnswerOf<typeof ACTION_LIST>['items'][number], 'carriedFrom' | 'carried'>;
type CarriedFrom = Carrying['carriedFrom'][number];

/** Keyed by action. Items hidden from the reader count on neither side. */
export async function carryingOf(
  view: QueryContext,
  items: readonly Item<ActionView>[],
): Promise<(key: number) => Carrying> {
  const links = await linksOf(
    view,
    'part',
    items.map(({ key }) => key),
  );
  const handedOn = items.filter(
    ({ state }) => state.splitInto.length > 0 || (state.mergedInto ?? state.replacedBy) !== undefined,
  );
  const slips = await carriedSlips(
    view,
    handedOn.map(({ key }) => key),
  );
  const from = await itemsOf<ActionView>(view.db, [...new Set(links.map(({ key }) => key))], view.moment);
  const parents = new Map(from.map((item) => [item.key, item]));
  return (key) => {
    const slip = slips.get(key);
    return {
      carriedFrom: links.flatMap(({ part, how, ...link }) => {
        const parent = part === key ? parents.get(link.key) : undefined;
        return parent ? [carriedFrom(parent, how)] : [];
      }),
      carried: slip
        ? { movement: slip.movement, days: slip.days, workingDays: slip.workingDays, latest: slip.latest }
        : null,
    };
  };
}

function carriedFrom({ head, state }: Item<ActionView>, how: CarriedHow): CarriedFrom {
  return { reference: head.reference, how, original: words(state.original), agreed: words(agreedOf(state)) };
}

const words = (promise: Promised | undefined): CarriedFrom['agreed'] =>
  promise ? { text: promise.text, latest: promise.latest } : null;
