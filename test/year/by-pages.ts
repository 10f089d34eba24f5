import { PLURALS } from '#domain/index.js';
import { ADMIN_TOKEN } from '../support/server.js';
import { filled } from './fill.js';
import { type Page, type PageForm, type PlainBrowser, plainBrowser, type Sent } from './plain-browser.js';
import { roomSent, rowOf, updatesFor } from './the-room.js';
import { isFigure, periodOf, type Step, type WholeYear } from './the-year.js';

export interface ByPages {
  /** Gives commands: one, or figures of one period, which go into one sheet. */
  give(steps: readonly Step[]): Promise<Given>;
  /** Records so many rows of a meeting's room at once, and answers the commands that they stand for. */
  recordRows(room: Room): Promise<readonly Step[]>;
}

export interface Given {
  /** Which page took them. */
  readonly way: Way;
  /** In the order of that page. */
  readonly steps: readonly Step[];
}

export interface Room {
  readonly meeting: string;
  readonly at: string;
  /** So many rows are filled. */
  readonly rows: number;
  /** References that are added to the agenda. */
  readonly add: readonly string[];
}

export type Way = 'form' | 'check' | 'room' | 'sheet';

/** Does the year in browsers without JavaScript, one for each person, with what the pages offer. */
export function byPages(url: string, cast: WholeYear['cast']): ByPages {
  const browsers = new Map<string | undefined, PlainBrowser>([[undefined, plainBrowser(url, ADMIN_TOKEN)]]);

  async function browserOf(by: string | undefined): Promise<PlainBrowser> {
    const known = browsers.get(by);
    if (known) return known;
    const { party, roles, programmes = [] } = cast[by as string] as WholeYear['cast'][string];
    const made = await sendForm(browsers.get(undefined) as PlainBrowser, '/tokens/new', { party, roles, programmes });
    const secret = /id="secret"[^>]*value="([^"]+)"/.exec(made.page.html)?.[1] ?? '';
    const browser = plainBrowser(url, secret);
    browsers.set(by, browser);
    return browser;
  }

  async function inRoom(browser: PlainBrowser, meeting: string, { reference }: Step, row: Sent): Promise<void> {
    const room = expectPage(await browser.open(`/meetings/${meeting}/room?add=${reference}`));
    expectPage(await browser.send(formIn(room, '/room'), roomSent(formIn(room, '/room'), [row])));
  }

  /** Figures without a row on the sheet, as a target's first, go through its own form. */
  async function onSheet(browser: PlainBrowser, steps: readonly Step[]): Promise<Given> {
    const [first] = steps as readonly [Step];
    const sheet = expectPage(await browser.open(`/measurements?period=${encodeURIComponent(periodOf(first))}`));
    const form = sheet.forms.find(({ method }) => method === 'post');
    const placeOf = ({ reference }: Step) =>
      form?.controls.findIndex(({ name }) => name === `${reference}.value`) ?? -1;
    if (!form || steps.some((step) => placeOf(step) === -1)) {
      for (const step of steps) await ownForm(browser, step);
      return { way: 'form', steps };
    }
    const typed = Object.fromEntries(
      steps.map(({ reference, body }) => [`${reference}.value`, Reflect.get(body, 'value')]),
    );
    expectPage(await browser.send(form, filled(form, typed)));
    return { way: 'sheet', steps: [...steps].sort((one, other) => placeOf(one) - placeOf(other)) };
  }

  return {
    async give(steps) {
      const [step] = steps as readonly [Step];
      const browser = await browserOf(step.by);
      if (isFigure(step)) return onSheet(browser, steps);
      const row = rowOf(step);
      if (!row) return { way: await ownForm(browser, step), steps };
      await inRoom(browser, String(Reflect.get(step.body, 'meeting')), step, row);
      return { way: 'room', steps };
    },
    async recordRows({ meeting, rows, at, add }) {
      const browser = await browserOf('SECRETARY');
      const form = formIn(expectPage(await browser.open(`/meetings/${meeting}/room?add=${add.join()}`)), '/room');
      const steps = updatesFor(form, rows, { meeting, at });
      expectPage(
        await browser.send(
          form,
          roomSent(
            form,
            steps.map((step) => rowOf(step) as Sent),
          ),
        ),
      );
      return steps;
    },
  };
}

async function ownForm(browser: PlainBrowser, { kind, reference, verb, body }: Step): Promise<Way> {
  const address = `/${PLURALS[kind]}/${verb === undefined ? 'new' : `${reference}/${verb}`}`;
  const { field } = body as { readonly field?: string };
  const { checked, page } = await sendForm(browser, field ? `${address}?field=${field}` : address, body);
  if (!/[?&]recorded=\d+$/.test(page.address)) throw new Error(`${address} led to ${page.address}: nothing is said`);
  return checked ? 'check' : 'form';
}

/** Opens a form, fills it, and records what it says, through its check page where it has one. */
async function sendForm(browser: PlainBrowser, address: string, body: object) {
  const opened = expectPage(await browser.open(address));
  let form = formIn(opened, '', 'continue');
  let sent = filled(await withRows(browser, form, body), body);
  let page = expectPage(await browser.send(form, [...sent, ['step', 'continue']]));
  const checked = page.forms.some(({ steps }) => steps.includes('record'));
  if (checked) {
    form = formIn(page, '', 'record');
    sent = filled(form, {});
    page = expectPage(await browser.send(form, [...sent, ['step', 'record']]));
  }
  return { page, checked };
}

/** Presses "More rows" where a list is longer than the rows that the form shows. */
async function withRows(browser: PlainBrowser, form: PageForm, body: object): Promise<PageForm> {
  const lists = Object.entries(body).filter(([, value]) => Array.isArray(value) && typeof value[0] === 'object');
  const lacks = lists.some(
    ([name, rows]) => !form.controls.some((each) => each.name.startsWith(`${name}[${rows.length - 1}]`)),
  );
  if (!lacks || !form.steps.includes('more')) return form;
  return formIn(expectPage(await browser.send(form, [...filled(form, {}), ['step', 'more']])), '', 'continue');
}

/** The form of a page that goes to such an address and has such a button. */
function formIn(page: Page, action: string, step?: string): PageForm {
  const found = page.forms.find(
    (form) => form.method === 'post' && form.action.includes(action) && (!step || form.steps.includes(step)),
  );
  if (!found) throw new Error(`${page.address} has no form to record with: ${page.title}`);
  return found;
}

function expectPage(page: Page): Page {
  const wrong = page.errors.length > 0 ? page.errors.join('; ') : page.title;
  if (page.status >= 400 || page.errors.length > 0) throw new Error(`${page.address}: ${page.status} ${wrong}`);
  return page;
}
