import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'yaml';
import { COLUMN_ROLES, type ColumnRole } from '#documents/index.js';
import { isCalendarDate } from '#domain/index.js';
import { type Document, refuseTooLarge } from '#imports/index.js';
import { UsageError } from '../shell/usage.js';

export interface DocumentOptions {
  readonly map?: string;
  readonly answers?: string;
  readonly date?: string;
}

/** Errors: a symbolic link, a folder, a file that is too large or cannot be read. */
export function readDocumentFile(file: string, { map, date }: DocumentOptions): Document {
  if (date !== undefined && !isCalendarDate(date))
    throw new UsageError(`--date must be a day such as 2018-03-09, not ${date}`);
  return {
    bytes: bytesOf(file),
    name: basename(file),
    ...(date !== undefined && { date }),
    ...(map !== undefined && { map: columnsIn(map) }),
  };
}

function bytesOf(file: string): Uint8Array {
  let opened: number;
  try {
    opened = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ELOOP') throw new Error(`${file} is a symbolic link; name the file that it leads to.`);
    throw new Error(`${file} cannot be read: ${message}`);
  }
  try {
    const found = fstatSync(opened);
    if (found.isDirectory()) throw new Error(`${file} is a folder without plan.yaml; name a file.`);
    if (!found.isFile()) throw new Error(`${file} is no regular file; name a document.`);
    refuseTooLarge(found.size);
    return readFileSync(opened);
  } finally {
    closeSync(opened);
  }
}

/** Lines of `question: answer`. */
export function answersIn(file: string | undefined): Readonly<Record<string, string>> {
  return file === undefined ? {} : textsIn(file);
}

function columnsIn(file: string): Readonly<Record<string, ColumnRole>> {
  const given = textsIn(file);
  for (const [heading, role] of Object.entries(given)) {
    if (!COLUMN_ROLES.some((each) => each === role))
      throw new Error(`${file}: ${heading} is to be ${role}; a column is one of ${COLUMN_ROLES.join(', ')}.`);
  }
  return given as Readonly<Record<string, ColumnRole>>;
}

function textsIn(file: string): Readonly<Record<string, string>> {
  const read: unknown = parse(readFileSync(file, 'utf8'), { schema: 'failsafe' });
  const isTexts =
    typeof read === 'object' && read !== null && Object.values(read).every((value) => typeof value === 'string');
  if (isTexts) return read as Readonly<Record<string, string>>;
  throw new Error(`${file} must have lines of a name, a colon and a text.`);
}
