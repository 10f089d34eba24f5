import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** A container of the files given, for documents that no library writes. */
export async function zipOf(files: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  return buffer(zip.outputStream);
}

const NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** A Word file with the given XML as its body. */
export const wordFile = (body: string, more: Readonly<Record<string, string>> = {}): Promise<Buffer> =>
  zipOf({
    '[Content_Types].xml': '<Types/>',
    'word/document.xml': `<?xml version="1.0"?><w:document ${NAMESPACE}><w:body>${body}</w:body></w:document>`,
    ...more,
  });

export const wordPart = (name: string, content: string): string =>
  `<?xml version="1.0"?><w:${name} ${NAMESPACE}>${content}</w:${name}>`;
