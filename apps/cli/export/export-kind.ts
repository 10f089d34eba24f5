import { createWriteStream, renameSync, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type QueryDependencies, readParameters } from '#application/index.js';
import { EXPORTS, type ExportFile, formatsOf, openExport, parametersOf } from '#exports/index.js';
import { readStoreSettings } from '#platform/index.js';
import { EVERYTHING } from '#read-store/index.js';
import { answer } from '../shell/answer.js';
import { isMissing, tokensOf } from '../shell/flags.js';
import { UsageError } from '../shell/usage.js';
import { columns, wrapped } from '../text/layout.js';
import { LABEL } from '../text/render.js';

type Given = Readonly<Record<string, string>>;
type Opened = Pick<ExportFile, 'asOf' | 'body'>;

const CALENDAR = 'calendar';

/** Writes a list or a report as a file, of one moment. Errors: `UsageError`, and those of the question. */
export async function exportKind(words: readonly string[]): Promise<void> {
  const json = words.includes('--json');
  const {
    kind = '',
    format = kind === CALENDAR ? 'ics' : 'csv',
    out,
    itemKind,
    ...others
  } = flagsIn(words.filter((word) => word !== '--json'));
  const query = { ...others, ...(itemKind !== undefined && { kind: itemKind }) };
  const { openFolder } = await import('../report/folder.js');
  const folder = await openFolder(readStoreSettings(process.env));
  try {
    const file = await opened(folder, kind, format, query);
    if (folder.lag) console.error(folder.lag);
    const body = Readable.from(file.body, { objectMode: false });
    if (out === undefined) {
      if (folder.illustrative) console.error(LABEL);
      await pipeline(body, process.stdout, { end: false }).catch(ignoreClosedPipe);
      return;
    }
    await writeFile(body, out);
    const { number: event, recordedAt } = file.asOf;
    const told = `${out}: ${kind} as of event ${event}${recordedAt ? `, ${recordedAt}` : ''}`;
    answer(json ? { json } : {}, { file: out, kind, format, event, recordedAt }, told, folder.illustrative);
  } finally {
    await folder.close();
  }
}

async function opened(folder: QueryDependencies, kind: string, format: string, query: Given): Promise<Opened> {
  if (kind !== CALENDAR) return openExport(folder, { kind, format, query }, EVERYTHING);
  if (format !== 'ics') throw new UsageError(`the calendar comes as ics and not as ${format}`);
  const { CALENDAR_PARAMETERS, calendarFile } = await import('#calendar/index.js');
  readParameters(CALENDAR_PARAMETERS, query);
  const { programme, group, days, party, ...moment } = query;
  if (party === 'me') throw new UsageError('nobody is signed in here, so --party takes a reference and not me');
  const asked = { moment, scope: { programme, group, days, owner: party }, reader: EVERYTHING };
  const { text, asOf } = await calendarFile(folder, { ...asked, urlOf: () => undefined });
  return { asOf, body: [text] };
}

/** Writes a temporary file and renames it, so that no part of an export is taken for the whole. */
async function writeFile(body: Readable, out: string): Promise<void> {
  const there = statSync(out, { throwIfNoEntry: false });
  const partial = there && !there.isFile() ? out : `${out}.partial`;
  await pipeline(body, createWriteStream(partial, { mode: 0o600 }));
  if (partial !== out) renameSync(partial, out);
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
}

/** `--known-at` and `--knownAt` are one: reports write their parameters as the API does. */
function flagsIn(words: readonly string[]): Given {
  const names = words.flatMap((word) => /^--([^=]+)/.exec(word)?.[1] ?? []);
  const flags = Object.fromEntries(names.map((name) => [name, { value: '<value>', description: '' }]));
  const given: Record<string, string> = {};
  for (const token of tokensOf(words, flags)) {
    if (token.kind !== 'option') {
      const word = token.kind === 'positional' ? token.value : '--';
      throw new UsageError(`export takes options of the form --<name> <value>; remove ${word}`);
    }
    if (isMissing(token)) throw new UsageError(`option '--${token.name} <value>' needs a value`);
    const name = token.name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    if (given[name] !== undefined) throw new UsageError(`option '--${token.name}' is given twice`);
    given[name] = token.value as string;
  }
  return given;
}

/** Every kind with its formats and parameters, for the help. */
export async function exportLines(): Promise<string[]> {
  const { CALENDAR_PARAMETERS } = await import('#calendar/index.js');
  const dates = 'Dated promises, reviews and meetings for a calendar program (iCalendar).';
  return [
    ...Object.entries(EXPORTS).flatMap(([name, kind]) =>
      linesOf(`${name} (${formatsOf(kind).join(', ')}): ${kind.summary}`, parametersOf(kind)),
    ),
    ...linesOf(`${CALENDAR} (ics): ${dates}`, CALENDAR_PARAMETERS),
  ];
}

function linesOf(said: string, parameters: object): string[] {
  const named = Object.keys(parameters).map((name) => (name === 'kind' ? '--item-kind' : `--${name}`));
  return [
    ...wrapped(said, columns(), { first: '    ', rest: '      ' }),
    ...wrapped(named.join(' '), columns(), { first: '      ' }),
  ];
}
