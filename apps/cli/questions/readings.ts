import { executeQuery, type ReportAnswers, readingsRoute } from '#application/index.js';
import { readStoreSettings } from '#platform/index.js';
import { EVERYTHING } from '#read-store/index.js';
import { openFolder } from '../report/folder.js';
import { readingLines } from '../report/readings.js';
import { readFlags } from '../shell/flags.js';
import { commandHelp } from '../shell/help.js';
import { LABEL } from '../text/render.js';
import { visible, visibleJson } from '../text/visible-text.js';

const PAGE = '100';
const FLAGS = {
  group: { value: '<group>', description: 'of what this group oversees' },
  programme: { value: '<programme>', description: 'of this programme and those below it' },
  json: { description: 'print one JSON object per line' },
};

/** Streams page by page, so memory does not grow with the list. */
export async function readings(words: readonly string[]): Promise<void> {
  const { given, help } = readFlags('readings', words, FLAGS);
  if (help) return console.log(commandHelp('readings', FLAGS));
  const { json, ...covered } = given as { readonly json?: true; readonly group?: string; readonly programme?: string };
  const folder = await openFolder(readStoreSettings(process.env));
  try {
    if (folder.lag) console.error(folder.lag);
    if (!json && folder.illustrative) console.log(LABEL);
    let count = 0;
    let cursor: string | null = null;
    do {
      const query = { ...covered, limit: PAGE, ...(cursor && { cursor }) };
      const page: ReportAnswers['readings'] = await executeQuery(folder, readingsRoute, query, {}, EVERYTHING);
      for (const item of page.items) console.log(json ? visibleJson(item) : visible(readingLines(item).join('\n')));
      count += page.items.length;
      cursor = page.nextCursor;
    } while (cursor);
    if (!json) console.log(ending(count));
  } finally {
    await folder.close();
  }
}

function ending(found: number): string {
  if (found === 0) return 'Every stored reading is what would be read today.';
  const items = found === 1 ? '1 item is' : `${found} items are`;
  return `${items} read otherwise today. A stored reading stays until a person confirms another: POST /api/actions/{id}/confirm-reading, or milestones.`;
}
