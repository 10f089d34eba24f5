import { fail } from '../model/failure.js';
import { type DocumentLimits, LIMITS } from '../model/limits.js';
import type { Note, SourceDocument } from '../model/source-document.js';
import { decode, isText, withoutControls } from './encoding.js';
import { type DocumentKind, foundIn } from './kinds.js';

/** Reads what stands in a document. Its content decides the format, its name only where the content could be several. */
export async function readDocument(
  bytes: Uint8Array,
  name: string,
  limits: DocumentLimits = LIMITS,
): Promise<SourceDocument> {
  if (bytes.length > limits.bytes) {
    const [limit, found] = [limits.bytes, bytes.length];
    fail('document-too-large', `The file has ${found} bytes. At most ${limit} are read.`, {
      what: 'bytes',
      limit,
      found,
    });
  }
  const { kind, isOther } = foundIn(bytes, name);
  const document = await readAs(kind, bytes, name, limits);
  if (!isOther) return document;
  const note: Note = {
    code: 'wrong-extension',
    text: `The name "${name}" says another format than the content, which is ${kind}. It was read as ${kind}.`,
  };
  return { ...document, notes: [note, ...document.notes] };
}

async function readAs(
  kind: DocumentKind,
  bytes: Uint8Array,
  name: string,
  limits: DocumentLimits,
): Promise<SourceDocument> {
  if (kind === 'docx') return (await import('./docx.js')).readDocx(bytes, name, limits);
  if (kind === 'xlsx' || kind === 'ods') return (await import('./sheets.js')).readSheets(bytes, name, kind, limits);
  if (kind === 'odt') return (await import('./odt.js')).readOdt(bytes, name, limits);
  const found = decode(bytes);
  if (!isText(found.text)) {
    fail('document-unknown-format', 'The file holds no text, and is of no format that is read.', {});
  }
  const decoded = { ...found, text: withoutControls(found.text) };
  if (kind === 'html') return (await import('./html.js')).readHtml(decoded, name, limits);
  if (kind === 'markdown') return (await import('./markdown.js')).readMarkdown(decoded, name, limits);
  if (kind === 'yaml') return (await import('./yaml.js')).readYaml(decoded, name, limits);
  if (kind === 'csv') return (await import('./delimited.js')).readDelimited(decoded, name, limits);
  return (await import('./text.js')).readText(decoded, name, limits);
}
