import { Document } from 'yaml';
import type { AsOf } from '#read-store/index.js';
import type { YamlItem } from '../model/export-kind.js';
import { ILLUSTRATIVE } from '../model/stands.js';

/** In the format of seeds/README.md, an item at a time, with the moment in a comment and in a field. */
export async function* yamlOf(
  title: string,
  { ledger, number, position, recordedAt, illustrative }: AsOf,
  pages: AsyncIterable<readonly YamlItem[]>,
): AsyncGenerator<string, void> {
  const shown = (value: unknown) => new Document(value, { aliasDuplicateObjects: false }).toString({ lineWidth: 0 });
  yield `# ${title} as of event ${number}${recordedAt ? `, recorded ${recordedAt}` : ''}.\n`;
  if (illustrative) yield `# ${ILLUSTRATIVE}.\n`;
  yield shown({ standsOn: { event: number, position, recordedAt, ledger, ...(illustrative && { illustrative }) } });
  let hasAny = false;
  for await (const items of pages) {
    if (items.length === 0) continue;
    yield `${hasAny ? '' : 'items:\n'}${shown(items)}`;
    hasAny = true;
  }
  if (!hasAny) yield 'items: []\n';
}
