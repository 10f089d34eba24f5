import { ArrayMaxSize, IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import type { CalendarDate } from '../kernel/calendar.js';
import { CommandBody, ReasonedCommand } from '../kernel/command.js';
import {
  type Aggregate,
  type Context,
  KINDS,
  type Kind,
  PLURALS,
  type Refusal,
  refuse,
  verb,
} from '../kernel/decider.js';
import { IsNestedList } from '../kernel/nested.js';
import { omitUndefined } from '../kernel/omit-undefined.js';
import { KEEPS_PARTIES } from '../kernel/roles.js';
import { allowedBy, type Transition, type Transitions } from '../kernel/transitions.js';
import { IsDay, IsHash, IsItem, IsItems, IsLine, IsNewReference, IsText } from '../kernel/validation.js';
import type { AppliedRow, ImportAnswer, ImportColumn, ImportFact, ImportStatus, RefusedRow } from './events.js';
import { evolveImport, type ImportState } from './state.js';

const MOST_ANSWERS = 1_000;
const MOST_COLUMNS = 500;
/** Rows of one event: an event a row would double what an import writes. */
export const ROWS_AN_EVENT = 100;
const COUNTED = 1_000_000;

/** The life of an import. Its machinery gives these commands, and no form or route of verbs. */
export const transitions = {
  start: { from: ['uploaded'], to: ['running'] },
  'record-rows': { from: ['running'] },
  finish: { from: ['running'], to: ['finished'] },
  undo: { from: ['finished'], to: ['undone'] },
} as const satisfies Transitions<ImportStatus>;

export function notInThisState(
  { from }: Transition<ImportStatus>,
  { status }: ImportState,
  { reference }: Context,
): Refusal {
  const detail = `${reference} is ${status}; that is possible only while it is ${from.join(' or ')}.`;
  return refuse('import-in-another-state', detail, { status, allowed: from });
}

class ImportColumnBody implements ImportColumn {
  @IsLine() heading: string;
  @IsLine(40) role: string;
}

export class UploadImport extends CommandBody {
  /** The name of the file. */
  @IsLine() document: string;
  @IsHash() sha256: string;
  @IsInt() @Min(0) @Max(1_000_000_000) bytes: number;
  @IsLine(40) format: string;
  @IsOptional() @IsLine() title?: string;
  @IsOptional() @IsDay() documentDate?: CalendarDate;
  /** What somebody corrected of the columns. */
  @IsOptional() @IsNestedList(() => ImportColumnBody, MOST_COLUMNS) columns?: ImportColumnBody[];
  @IsOptional() @IsNewReference() reference?: string;
}

class ImportAnswerBody implements ImportAnswer {
  @IsLine() question: string;
  @IsLine() value: string;
}

export class StartImport extends CommandBody {
  @IsNestedList(() => ImportAnswerBody, MOST_ANSWERS) answers: ImportAnswerBody[];
  @IsInt() @Min(0) @Max(COUNTED) commands: number;
}

class RowBody {
  @IsLine() row: string;
  @IsItem() reference: string;
  @IsIn(KINDS) kind: Kind;
}

class AppliedRowBody extends RowBody implements AppliedRow {
  @IsInt() @Min(0) @Max(COUNTED) commands: number;
}

class RefusedRowBody extends RowBody implements RefusedRow {
  @IsOptional() @IsLine(40) verb?: string;
  @IsLine(60) code: string;
  @IsText(2000) detail: string;
}

export class RecordImportRows extends CommandBody {
  @ArrayMaxSize(ROWS_AN_EVENT) @IsNestedList(() => AppliedRowBody, ROWS_AN_EVENT) applied: AppliedRowBody[];
  @IsNestedList(() => RefusedRowBody, ROWS_AN_EVENT) refused: RefusedRowBody[];
  /** How many commands were tried since the rows before. */
  @IsInt() @Min(0) @Max(COUNTED) commands: number;
}

export class FinishImport extends CommandBody {}

class StayingBody {
  @IsItem() reference: string;
  @IsText(1100) what: string;
}

/** More of them are not listed; each of them is taken back all the same. */
export const MOST_TAKEN = 1_000;

export class UndoImport extends ReasonedCommand {
  /** What was taken back, by reference. */
  @IsItems(MOST_TAKEN) taken: string[];
  /** What no event can take back. */
  @IsOptional() @IsNestedList(() => StayingBody, MOST_TAKEN) stays?: StayingBody[];
}

const start = verb<ImportState, StartImport, ImportFact>({
  body: StartImport,
  roles: KEEPS_PARTIES,
  summary: 'Begin to record what the document says, with the answers to what it leaves open.',
  decide: ({ answers, commands }) => [
    {
      type: 'ImportStarted',
      data: { answers: answers.map(({ question, value }) => ({ question, value })), commands },
    },
  ],
});

const recordRows = verb<ImportState, RecordImportRows, ImportFact>({
  body: RecordImportRows,
  roles: KEEPS_PARTIES,
  summary: 'Record which rows came in, and which were refused and why.',
  decide: ({ applied, refused, commands }) => [
    {
      type: 'ImportRowsRecorded',
      data: {
        applied: applied.map((each) => ({
          row: each.row,
          reference: each.reference,
          kind: each.kind,
          commands: each.commands,
        })),
        refused: refused.map(({ row, reference, kind, verb: given, code, detail }) =>
          omitUndefined({ row, reference, kind, verb: given, code, detail }),
        ),
        commands,
      },
    },
  ],
});

const finish = verb<ImportState, FinishImport, ImportFact>({
  body: FinishImport,
  roles: KEEPS_PARTIES,
  summary: 'Say that every row was tried.',
  decide: (_, { applied, refused }) => [
    { type: 'ImportFinished', data: { applied: applied.length, refused: refused.length } },
  ],
});

const undo = verb<ImportState, UndoImport, ImportFact>({
  body: UndoImport,
  roles: KEEPS_PARTIES,
  summary: 'Say that all of it was taken back.',
  decide: ({ reason, taken, stays = [] }) => [
    {
      type: 'ImportUndone',
      data: {
        reason,
        taken,
        ...(stays.length > 0 && { stays: stays.map(({ reference, what }) => ({ reference, what })) }),
      },
    },
  ],
});

export const importing: Aggregate<ImportState, ImportFact> = {
  kind: 'import',
  plural: PLURALS.import,
  creation: {
    body: UploadImport,
    roles: KEEPS_PARTIES,
    summary: 'Upload a document whose plan is to come in; nothing of it is recorded yet.',
    referencePrefix: () => 'IMP-',
    decide(command: UploadImport, { reference }) {
      const { document, sha256, bytes, format, title, documentDate, columns } = command;
      const kept = columns?.map(({ heading, role }) => ({ heading, role }));
      const data = omitUndefined({ reference, document, sha256, bytes, format, title, documentDate, columns: kept });
      return [{ type: 'ImportUploaded', data }];
    },
  },
  verbs: allowedBy(transitions, ({ status }) => status, notInThisState, {
    start,
    'record-rows': recordRows,
    finish,
    undo,
  }),
  evolve: evolveImport,
};
