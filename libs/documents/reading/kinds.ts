import { fail } from '../model/failure.js';
import { decode } from './encoding.js';

export type DocumentKind = 'docx' | 'xlsx' | 'ods' | 'odt' | 'csv' | 'html' | 'markdown' | 'yaml' | 'text';

export interface KindFound {
  readonly kind: DocumentKind;
  /** The name says another format. */
  readonly isOther: boolean;
}

const BY_NAME: Readonly<Record<string, DocumentKind>> = {
  docx: 'docx',
  docm: 'docx',
  xlsx: 'xlsx',
  xlsm: 'xlsx',
  ods: 'ods',
  odt: 'odt',
  csv: 'csv',
  tsv: 'csv',
  tab: 'csv',
  htm: 'html',
  html: 'html',
  md: 'markdown',
  markdown: 'markdown',
  yaml: 'yaml',
  yml: 'yaml',
  txt: 'text',
  text: 'text',
  eml: 'text',
};

/** Looks at the content first: a renamed file is read as what it is. */
export function foundIn(bytes: Uint8Array, name: string): KindFound {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const named = BY_NAME[extension];
  const head = Buffer.from(bytes.subarray(0, 8));
  if (head.length === 0) fail('document-truncated', 'The file is empty.', { reason: 'no bytes' });
  if (head.subarray(0, 4).toString('latin1') === 'PK\x03\x04') return byContainer(bytes, named);
  if (head.toString('hex').startsWith('d0cf11e0a1b11ae1')) refuseOld(bytes);
  if (head.toString('latin1').startsWith('%PDF')) {
    fail('document-unknown-format', 'A PDF is not read. Send the Word or Excel file that it was made from.', {
      found: 'pdf',
    });
  }
  if (head.toString('latin1').startsWith('{\\rtf')) {
    fail('document-unknown-format', 'An RTF file is not read. Save it as .docx.', { found: 'rtf' });
  }
  return byText(bytes, named);
}

function byContainer(bytes: Uint8Array, named: DocumentKind | undefined): KindFound {
  // The names of a container's files stand in it as they are, at its end once more.
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const holds = (text: string) => tail.includes(text, 0, 'latin1');
  const kind: DocumentKind | undefined = holds('word/document')
    ? 'docx'
    : holds('xl/workbook')
      ? 'xlsx'
      : holds('application/vnd.oasis.opendocument.spreadsheet')
        ? 'ods'
        : holds('application/vnd.oasis.opendocument.text')
          ? 'odt'
          : undefined;
  const isNamed =
    named === 'docx' || named === 'xlsx' || ((named === 'odt' || named === 'ods') && holds('content.xml'));
  if (!kind && isNamed) return { kind: named, isOther: false };
  if (!kind) {
    fail('document-unknown-format', 'The file is a ZIP file without a document in it. Unpack it first.', {
      found: 'zip',
    });
  }
  return { kind, isOther: named !== undefined && named !== kind };
}

/** The old container of Office holds encrypted new documents, and documents of before 2007. */
function refuseOld(bytes: Uint8Array): never {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isEncrypted = ['EncryptedPackage', 'EncryptionInfo'].some((name) => content.includes(name, 0, 'utf16le'));
  if (isEncrypted) fail('document-encrypted', 'The document is protected by a password. Save it without one.');
  fail('document-unknown-format', 'The file is of an Office before 2007 (.doc or .xls). Save it as .docx or .xlsx.', {
    found: 'ole',
  });
}

const TEXTS: readonly DocumentKind[] = ['csv', 'html', 'markdown', 'yaml', 'text'];

function byText(bytes: Uint8Array, named: DocumentKind | undefined): KindFound {
  const { text } = decode(bytes.subarray(0, 20_000 - (20_000 % 2)));
  const looks = looksLike(text);
  if (named !== undefined && TEXTS.includes(named)) {
    const isHtml = looks === 'html' && named !== 'html' && named !== 'markdown';
    return isHtml ? { kind: 'html', isOther: true } : { kind: named, isOther: false };
  }
  return { kind: looks, isOther: named !== undefined };
}

function looksLike(text: string): DocumentKind {
  if (/^\s*(?:<!doctype html|<html|<table|<\?xml[^>]*>\s*<html)/i.test(text)) return 'html';
  if (/^\s*\|?(?:\s*:?-{3,}:?\s*\|)+\s*(?::?-{3,}:?)?\s*$/m.test(text)) return 'markdown';
  if (/^items:\s*$/m.test(text)) return 'yaml';
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  for (const delimiter of [',', ';', '\t']) {
    const counts = lines.map((line) => line.split(delimiter).length);
    const [first = 1] = counts;
    if (first > 2 && counts.filter((count) => count >= first).length >= lines.length * 0.9 && lines.length > 1)
      return 'csv';
  }
  return 'text';
}
