import { Command, Option } from 'nest-commander';
import { ask } from '#apps/server/http/queries/ask.js';
import { readingsRoute } from '#apps/server/http/queries/readings-routes.js';
import { readConfig } from '#platform/config.js';
import { EVERYTHING } from '#projections/read/visible.js';
import type { ReadingsPage } from '#projections/reports/readings/readings.js';
import { openFolder } from '../report/folder.js';
import { readingLines } from '../report/readings.js';
import { LABEL } from '../report/render.js';
import { type JsonOption, LedgerCommand } from './ledger-command.js';

interface Options extends JsonOption {
  readonly group?: string;
  readonly programme?: string;
}

const PAGE = '100';

@Command({
  name: 'readings',
  description: 'list the timescales that are read otherwise today than they were stored; works beside a running server',
})
export class ReadingsCommand extends LedgerCommand {
  /** Writes page by page, so that a list of any length takes the memory of a page. */
  async run(_: string[], { json, ...covered }: Options): Promise<void> {
    const folder = await openFolder(readConfig(process.env));
    try {
      if (folder.lag) console.error(folder.lag);
      if (!json && folder.illustrative) console.log(LABEL);
      let found = 0;
      let cursor: string | null | undefined;
      do {
        const query = { ...covered, limit: PAGE, ...(cursor && { cursor }) };
        const page = (await ask(folder, readingsRoute, query, {}, EVERYTHING)) as ReadingsPage;
        for (const item of page.items) console.log(json ? JSON.stringify(item) : readingLines(item).join('\n'));
        found += page.items.length;
        cursor = page.nextCursor;
      } while (cursor);
      if (!json) console.log(ending(found));
    } finally {
      await folder.close();
    }
  }

  @Option({ flags: '--group <group>', description: 'of what this group oversees' })
  group(text: string) {
    return text;
  }

  @Option({ flags: '--programme <programme>', description: 'of this programme and those below it' })
  programme(text: string) {
    return text;
  }

  @Option({ flags: '--json', description: 'one JSON object a line for each item' })
  override asJson(): true {
    return true;
  }
}

function ending(found: number): string {
  if (found === 0) return 'Every stored reading is what would be read today.';
  const items = found === 1 ? '1 item is' : `${found} items are`;
  return `${items} read otherwise today. A stored reading stays until a person confirms another: POST /api/actions/{id}/confirm-reading, or milestones.`;
}
