import { describeParameters, PAGE } from '#application/index.js';
import { type Operation, READING, REF } from '../http/operation.js';
import { IMPORT, IMPORT_PAGE, ONE_IMPORT } from './imports.answers.js';
import { ConfirmImportBody, ReadImportAgainBody, UndoImportBody, UPLOAD_PARAMETERS } from './imports.controller.js';

const IMPORTS = 'Needs the role secretary or administrator.';

export const importOperations: readonly Operation[] = [
  {
    ...READING,
    path: '/api/imports',
    tag: 'imports',
    summary: 'Documents that were uploaded to come in as a plan, the newest first, and how far each has come.',
    description: IMPORTS,
    parameters: describeParameters(PAGE),
    answers: IMPORT_PAGE,
  },
  {
    ...READING,
    method: 'post',
    path: '/api/imports',
    tag: 'imports',
    summary: 'Uploads a document and says what an import of it would record; records nothing of it yet.',
    description: `${IMPORTS} Word, Excel, OpenDocument, CSV, Markdown, HTML or text, of at most 50 MiB.`,
    parameters: describeParameters(UPLOAD_PARAMETERS),
    takesFile: true,
    status: 201,
    answers: ONE_IMPORT,
  },
  {
    ...READING,
    path: '/api/imports/{ref}',
    tag: 'imports',
    summary: 'One import: its rows, questions and findings, and how far it has come.',
    description: `${IMPORTS} Until it is confirmed it is planned on the ledger as it stands.`,
    parameters: [REF],
    answers: ONE_IMPORT,
  },
  {
    ...READING,
    method: 'post',
    path: '/api/imports/{ref}/read-again',
    tag: 'imports',
    summary: 'Reads the document of an import again, as another import, with columns that mean something else.',
    description: `${IMPORTS} What is said of columns is remembered for the next document of that name.`,
    parameters: [REF],
    status: 201,
    body: ReadImportAgainBody.name,
    answers: ONE_IMPORT,
  },
  {
    ...READING,
    method: 'post',
    path: '/api/imports/{ref}/confirm',
    tag: 'imports',
    summary: 'Begins to record an import, with answers to its questions; one at a time, and on after a stop.',
    description: IMPORTS,
    parameters: [REF],
    body: ConfirmImportBody.name,
    answers: IMPORT,
  },
  {
    ...READING,
    method: 'post',
    path: '/api/imports/{ref}/undo',
    tag: 'imports',
    summary: 'Takes an import back by events of its own, unless something else has touched its items, which it names.',
    description: IMPORTS,
    parameters: [REF],
    body: UndoImportBody.name,
    answers: IMPORT,
  },
];
