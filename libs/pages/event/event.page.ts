import { type Ask, HttpProblem, routes } from '#application/index.js';
import { READS, ROLES } from '#domain/index.js';
import type { AnswerOf } from '#read-store/index.js';
import { hasPage, pathOf } from '../frame/address.js';
import { addressAt } from '../frame/moment.js';
import { definePage } from '../frame/page.js';
import { historyEntry } from '../history/history.js';
import { capital, count, daysBetween, list, span, when } from '../words/dates.js';
import { authority, kindName } from '../words/labels.js';
import { type Names, nameOf } from '../words/names.js';
import { fieldName, shown, textAt } from '../words/values.js';
import { proofInWords } from './proof-words.js';

type Event = AnswerOf<(typeof routes.event)['answers']>['event'];

/** One event, for whoever has to prove it. */
export const event = definePage({
  path: 'events/:number',
  template: 'event',
  section: 'audit',
  roles: READS,
  async make({ ask, path, names, href, proofOf }) {
    const { event: found, previous, next } = await ask(routes.event, {}, path);
    const opened = hasPage(found.kind);
    const item = opened ? await ask(routes.reference, {}, { ref: found.reference }) : undefined;
    const entry = historyEntry(found, { names });
    const [before, after] = [await isThere(ask, found.number - 1), await isThere(ask, found.number + 1)];
    const proof = proofInWords(found.number, await proofOf(found.number));
    return {
      title: `Event ${found.number}: ${entry.what}, ${found.reference}`,
      crumbs: [
        { text: 'Plan', href: href('/') },
        { text: 'Audit trail', href: href('/audit') },
      ],
      event: found,
      entry,
      heading: `${entry.what}: ${opened ? found.reference : kindName(found.kind)}`,
      item: item && { ...item, title: item.title ?? nameOf(names, item.reference) },
      kind: kindName(found.kind),
      byRoles: rolesOf(found),
      authority: found.authority && capital(authority(found.authority)),
      moved: movedOf(found),
      fields: fieldsOf(found, names),
      previous,
      next,
      seen: opened
        ? {
            before:
              found.revision > 0 && found.number > 1
                ? addressAt({ event: String(found.number - 1) }, pathOf(found.kind, found.reference))
                : null,
            after: addressAt({ event: String(found.number) }, pathOf(found.kind, found.reference)),
          }
        : null,
      all: href('/audit', {
        reference: opened ? found.reference : undefined,
        stream: opened ? undefined : found.stream,
      }),
      beside: { before, after },
      proof,
      late: found.late && { stated: when(found.late.stated), counts: when(found.late.countsFrom) },
      trueFrom: found.occurredAt === found.recordedAt ? 'The same moment' : capital(when(found.occurredAt)),
      standsMore: 'An event is written once. A correction is another event.',
    };
  },
});

/** The event of a number, where the reader may see it at this moment. */
async function isThere(ask: Ask, number: number): Promise<number | null> {
  if (number < 1) return null;
  try {
    return (await ask(routes.event, {}, { number: String(number) })).event.number;
  } catch (error) {
    if (error instanceof HttpProblem && error.code === 'item-not-found') return null;
    throw error;
  }
}

function rolesOf({ actor }: Event): string {
  const roles = ROLES.filter((role) => actor.roles.includes(role)).map((role) => role.replaceAll('-', ' '));
  return roles.length > 0 ? `as ${list(roles)}` : '';
}

/** "31 days later", of an agreed date that moved. */
function movedOf({ changes }: Event): string | null {
  const change = changes.find(({ field }) => field === 'agreed' || field === 'due');
  const [was, is] = [textAt(change?.before, 'latest'), textAt(change?.after, 'latest')];
  if (!was || !is || was === is) return null;
  const days = daysBetween(was, is);
  const far = Math.abs(days) < 61 ? '' : ` (about ${span(days)})`;
  return `${count(Math.abs(days), 'day')} ${days > 0 ? 'later' : 'earlier'}${far}`;
}

/** Every field that the event changed, as its words are kept. */
function fieldsOf({ changes }: Event, names: Names) {
  return changes
    .map(({ field, before, after }) => ({
      name: fieldName(field),
      before: shown(field, before, { names }),
      after: shown(field, after, { names }),
    }))
    .filter(({ before, after }) => before !== null || after !== null);
}
