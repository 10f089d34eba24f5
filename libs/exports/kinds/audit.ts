import { type AnswerTo, auditRoute } from '#application/index.js';
import { instant, lines, listed, longText, sheetOf, text, whole } from '../model/columns.js';
import { exportKind } from '../model/export-kind.js';
import { batchesOf } from '../model/pages.js';

type Entry = AnswerTo<typeof auditRoute>['items'][number];

const sheet = sheetOf<Entry>([
  whole('Event', (row) => row.number),
  instant('Recorded at', (row) => row.recordedAt),
  text('Occurred at', (row) => row.occurredAt, 20),
  text('Type', (row) => row.type, 28),
  text('Kind', (row) => row.kind, 12),
  text('Item', (row) => row.reference, 14),
  text('Actor', (row) => row.actor.party, 12),
  text('Actor name', (row) => row.actor.name, 24),
  text('Roles', (row) => listed(row.actor.roles), 18),
  text('On behalf of', (row) => row.onBehalfOf?.party, 12),
  longText('Source of that', (row) => row.onBehalfOf?.source, 24),
  text('Meeting', (row) => row.meeting, 14),
  text('Minute', (row) => row.minuteRef, 12),
  longText('Reason', (row) => row.reason),
  text('On whose word', (row) => row.authority, 12),
  longText('Changes', (row) => lines(row.changes.map(sayChange)), 60),
  longText('Recorded late', (row) => row.late?.note, 30),
  longText('Source', (row) => sayPlace(row.source), 30),
  text('Stream', (row) => row.stream, 42),
  whole('Revision', (row) => row.revision),
  whole('Position', (row) => row.position),
  text('Event id', (row) => row.eventId, 38),
  text('Command id', (row) => row.commandId, 38),
]);

const sayChange = ({ field, before, after }: Entry['changes'][number]) =>
  `${field}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`;

function sayPlace(source: Entry['source']): string | null {
  if (source === null) return null;
  const { document, heading, line, detail } = source;
  return listed([document, heading, line === undefined ? undefined : `line ${line}`, detail].filter(isSaid));
}

const isSaid = (each: string | undefined): each is string => each !== undefined;

export const kind = exportKind({
  summary: 'The audit trail: a row for each event, with what it changed.',
  file: 'audit',
  title: 'Audit trail',
  parameters: auditRoute.parameters,
  headings: sheet.headings,
  batches: (source) => batchesOf(source, auditRoute, ({ items }) => items.map(sheet.cells)),
});
