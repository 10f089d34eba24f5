import { describe, expect, it } from '@jest/globals';
import mammoth from 'mammoth';
import { SaxesParser } from 'saxes';
import yauzl from 'yauzl';
import { wordFile } from './index.js';

/** The parts of the file that are XML, by their paths. */
function partsOf(file: Buffer): Promise<ReadonlyMap<string, string>> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(file, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      const parts = new Map<string, string>();
      zip.on('entry', (entry: yauzl.Entry) => {
        zip.openReadStream(entry, async (failed, stream) => {
          if (failed) return reject(failed);
          const chunks: Buffer[] = [];
          for await (const chunk of stream) chunks.push(chunk as Buffer);
          parts.set(entry.fileName, Buffer.concat(chunks).toString('utf8'));
          zip.readEntry();
        });
      });
      zip.on('end', () => resolve(parts));
      zip.readEntry();
    });
  });
}

const read = async (file: Buffer) => (await mammoth.convertToHtml({ buffer: file })).value;
const EVERY_CONTROL = String.fromCharCode(...Array.from({ length: 32 }, (_, code) => code));
const HOSTILE = `<w:p/>&amp;"'>]]>${EVERY_CONTROL}\u{D800}x\u{DC00}y\u{FFFE}\u{FFFF}🌱 end`;

describe('a Word file', () => {
  it('is A4 with a repeated head of its tables, a label at the head of each sheet and a numbered foot', async () => {
    const file = await wordFile({
      title: 'Minutes',
      caption: 'Draft',
      header: 'Illustrative data',
      footer: 'Event 7',
      parts: [
        { heading: 'Agreed' },
        { lines: ['First\nsecond', { text: 'Strong', strong: true }] },
        {
          columns: [
            { text: 'Item', share: 60 },
            { text: 'Who', share: 40 },
          ],
          rows: [[['One', 'two'], ['Lead']], [[]]],
        },
      ],
    });
    const html = await read(file);
    expect(html).toContain('<p>Draft</p><h1><strong>Minutes</strong></h1><h2><strong>Agreed</strong></h2>');
    expect(html).toContain('<p>First<br />second</p><p><strong>Strong</strong></p>');
    expect(html).toContain('<td><p>One</p><p>two</p></td><td><p>Lead</p></td>');
    const parts = await partsOf(file);
    const body = parts.get('word/document.xml') ?? '';
    expect(body).toMatch(/<w:pgSz[^>]*w:w="11906"[^>]*w:h="16838"/);
    expect(body.match(/<w:tblHeader\/>/g)).toHaveLength(1);
    const [head, foot] = [/^word\/header/, /^word\/footer/].map((name) =>
      [...parts].flatMap(([path, xml]) => (name.test(path) && path.endsWith('.xml') ? xml : [])).join(''),
    );
    expect(head).toContain('Illustrative data');
    expect(foot).toContain('Event 7');
    expect(foot).toContain('NUMPAGES');
  });

  it('opens whatever text it holds, and shows what XML cannot hold as U+FFFD', async () => {
    const table = { columns: [{ text: HOSTILE, share: 1 }], rows: [[[HOSTILE]]] };
    const file = await wordFile({
      title: HOSTILE,
      caption: HOSTILE,
      header: HOSTILE,
      footer: HOSTILE,
      parts: [{ heading: HOSTILE }, { lines: [HOSTILE] }, table],
    });
    for (const [path, xml] of await partsOf(file)) {
      if (!/\.(xml|rels)$/.test(path)) continue;
      const parser = new SaxesParser({ xmlns: true });
      parser.on('error', (error) => {
        throw new Error(`${path}: ${error.message}`);
      });
      parser.write(xml).close();
    }
    const html = await read(file);
    expect(html).toContain('&lt;w:p/&gt;&amp;amp;');
    expect(html).toContain('\u{FFFD}x\u{FFFD}y\u{FFFD}\u{FFFD}🌱 end');
    const found = [...EVERY_CONTROL].filter((letter) => html.includes(letter));
    expect(found.filter((letter) => !'\t\n\r'.includes(letter))).toEqual([]);
  });
});
