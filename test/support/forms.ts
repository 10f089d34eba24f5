import { expect, it } from '@jest/globals';
import { londonDate } from '#domain/index.js';
import { type Form, pageOf } from '#pages/index.js';
import type { ApiServer } from './server.js';
import { ADMIN_TOKEN } from './server.js';
import { caughtUp, taken } from './small-plan.js';

export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** One form, sent right. */
export interface FormCase {
  /** What brings its item into a state that takes it: commands of the API, in order. */
  readonly before?: readonly (readonly [verb: string, body?: object])[];
  /** What is typed. */
  readonly typed: Fields;
  /** The same command, as the API takes it. */
  readonly body: object;
  /** True where nothing must be typed. */
  readonly takesNothing?: true;
}

export interface FormPage {
  readonly status: number;
  readonly html: string;
  /** Where the answer leads, when it does. */
  readonly to: string | null;
  readonly hidden: Readonly<Record<string, string>>;
  /** Fields of its errors, by the links of the summary. */
  readonly errors: readonly string[];
}

const headers = (token: string) => ({
  accept: 'text/html',
  authorization: `Bearer ${token}`,
  'sec-fetch-site': 'same-origin',
});

export async function openForm(server: ApiServer, path: string, token = ADMIN_TOKEN): Promise<FormPage> {
  return answered(await fetch(server.url + path, { headers: headers(token), redirect: 'manual' }));
}

/** Sends a form as a browser does. */
export async function sendForm(
  server: ApiServer,
  path: string,
  fields: Fields,
  token = ADMIN_TOKEN,
): Promise<FormPage> {
  const body = new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) =>
      (typeof value === 'string' ? [value] : value).map((each): [string, string] => [name, each]),
    ),
  );
  return answered(
    await fetch(server.url + path, { method: 'POST', headers: headers(token), body, redirect: 'manual' }),
  );
}

async function answered(answer: Response): Promise<FormPage> {
  const html = await answer.text();
  const form = html.slice(html.indexOf('data-keep='));
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)];
  return {
    status: answer.status,
    html,
    to: answer.headers.get('location'),
    hidden: Object.fromEntries(hidden.map(([, name, value]) => [name, value])),
    errors: [...html.matchAll(/<li>\s*<a href="#([^"]*)">/g)].map(([, id = '']) => id),
  };
}

/** Where a form of an item is; of a creation without an item. */
export const formAddress = ({ path }: Pick<Form, 'path'>, ref: string): string => `/${path.replace(':ref', ref)}`;

/** Leaves out ids and times, in which two runs of one command differ. */
export async function written(
  server: ApiServer,
  plural: string,
  ref: string,
  after: number,
): Promise<readonly unknown[]> {
  const answer = await server.get(`/api/${plural}/${ref}/history?order=oldest&limit=100`);
  const items = answer.body.items as readonly Record<string, unknown>[];
  const events = items.slice(after).map(({ type, reason, meeting, minuteRef, authority, onBehalfOf, changes }) => ({
    type,
    reason,
    meeting,
    minuteRef,
    authority,
    onBehalfOf,
    changes,
  }));
  const today = londonDate(new Date().toISOString());
  return JSON.parse(
    JSON.stringify(events)
      .replaceAll(ref, 'REF')
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (at) => (at.startsWith(today) ? 'NOW' : at)),
  );
}

export interface Made {
  readonly ref: string;
  /** How many events it has. */
  readonly events: number;
}

/** Makes an item and brings it where a form takes it; the read models hold it then. */
export async function make(
  server: ApiServer,
  plural: string,
  body: object,
  before: FormCase['before'] = [],
): Promise<Made> {
  let last = await taken(server, `/api/${plural}`, body);
  const { reference } = last;
  for (const [verb, command] of before) last = await taken(server, `/api/${plural}/${reference}/${verb}`, command);
  await caughtUp(server, last);
  return { ref: reference, events: last.revision + 1 };
}

/** Gives a command, and waits until the read models hold what it wrote. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads of a body what it expects there.
export async function takenAndRead(server: ApiServer, path: string, body: object): Promise<any> {
  const answer = await taken(server, path, body);
  await caughtUp(server, answer);
  return answer;
}

/** What an item's page offers, by the verbs of its forms. */
export async function offeredOn(server: ApiServer, path: string, token?: string): Promise<readonly string[]> {
  const { html } = await openForm(server, path, token);
  const section = /<section class="al-offered[\s\S]*?<\/section>/.exec(html)?.[0] ?? '';
  return [...section.matchAll(/href="[^"]*\/([\w-]+)(?:\?[^"]*)?"/g)].map(([, verb = '']) => verb).sort();
}

/**
 * Opens a form, sends it empty where it asks for something, then right, and holds what it wrote against what the API
 * writes for the same command on an item like it.
 */
async function writesAsTheApi(
  server: ApiServer,
  form: Form,
  { typed, body, takesNothing }: FormCase,
  [one, other]: readonly [Made, Made],
): Promise<void> {
  const plural = form.path.split('/')[0] as string;
  const path = formAddress(form, one.ref);
  const opened = await openForm(server, form.words.corrects ? `${path}?field=${typed.field}` : path);
  expect([opened.status, opened.html.includes(form.words.title)]).toEqual([200, true]);
  if (!takesNothing) {
    const nothing = Object.fromEntries(form.fields(typed).own.map(({ name }) => [name, '']));
    const empty = await sendForm(server, path, { ...nothing, ...opened.hidden, step: 'continue' });
    expect([empty.status, empty.errors.length > 0]).toEqual([422, true]);
    for (const id of empty.errors) expect(empty.html).toContain(`id="${id}"`);
  }
  let sent = await sendForm(server, path, { ...opened.hidden, ...typed, step: 'continue' });
  if (form.words.checks) {
    expect([sent.status, sent.errors, sent.html.includes(form.words.checks)]).toEqual([200, [], true]);
    expect(await written(server, plural, one.ref, one.events)).toEqual([]);
    sent = await sendForm(server, path, { ...opened.hidden, ...typed, step: 'record' });
  }
  expect([sent.status, sent.errors]).toEqual([303, []]);
  expect(sent.to).toMatch(/\?recorded=\d+$/);
  expect(sent.to?.split('?')[0]).toBe(pageOf(form.kind, one.ref).href);
  await takenAndRead(server, `/api/${plural}/${other.ref}/${form.verb}`, body);
  const events = await written(server, plural, one.ref, one.events);
  expect(events.length).toBeGreaterThan(0);
  expect(events).toEqual(await written(server, plural, other.ref, other.events));
}

/** Compares the page's offers with the lifecycle; a refused form must say why. */
export async function offersWhatItTakes(
  server: ApiServer,
  forms: readonly Form[],
  plural: string,
  ref: string,
): Promise<void> {
  const item = (await server.get(`/api/${plural}/${ref}`)).body;
  const { body } = await server.get(`/api/references/${ref}/verbs`);
  const verbs = body.items as readonly {
    readonly verb: string;
    readonly refused: { readonly detail: string } | null;
  }[];
  const open = verbs.flatMap(({ verb, refused }) => (refused ? [] : [verb]));
  const isIdle = (verb: string) => forms.find((form) => form.verb === verb)?.words.onlyIf?.(item) === false;
  const known = open.filter((verb) => forms.some((form) => form.verb === verb));
  expect(await offeredOn(server, `/${plural}/${ref}`)).toEqual(known.filter((verb) => !isIdle(verb)).sort());
  const closed = verbs.find(({ verb, refused }) => refused && forms.some((form) => form.verb === verb));
  if (!closed) return;
  const { html } = await openForm(server, `/${plural}/${ref}/${closed.verb}`);
  expect([closed.verb, html.includes('data-keep=')]).toEqual([closed.verb, false]);
  expect(html).toContain(closed.refused?.detail);
}

/** The reference of what a form made, from where it leads. */
export const madeBy = ({ to }: FormPage): string =>
  /^\/[\w-]+\/([^?]+)\?recorded=\d+$/.exec(to ?? '')?.[1] ?? `not made: ${to}`;

/** Sends a creation empty, then right, and compares its events with those of the API. */
export async function createsAsTheApi(
  server: ApiServer,
  form: Form,
  { typed, body, missing }: Pick<FormCase, 'typed' | 'body'> & { readonly missing: readonly string[] },
): Promise<void> {
  const path = `/${form.path}`;
  const plural = form.path.split('/')[0] as string;
  const { hidden } = await openForm(server, path);
  const empty = await sendForm(server, path, { ...hidden, step: 'continue' });
  expect([empty.status, empty.errors]).toEqual([422, missing]);
  let sent = await sendForm(server, path, { ...hidden, ...typed, step: 'continue' });
  if (form.words.checks) {
    expect([sent.status, sent.errors, sent.html.includes(form.words.checks)]).toEqual([200, [], true]);
    sent = await sendForm(server, path, { ...hidden, ...typed, step: 'record' });
  }
  expect([sent.status, sent.errors]).toEqual([303, []]);
  const again = await sendForm(server, path, { ...hidden, ...typed, step: 'record' });
  expect(again.to).toBe(`${sent.to}&again=yes`);
  const { reference } = await takenAndRead(server, `/api/${plural}`, body);
  const alike = (events: readonly unknown[], ref: string) => JSON.parse(JSON.stringify(events).replaceAll(ref, 'REF'));
  const made = madeBy(sent);
  expect(alike(await written(server, plural, made, 0), made)).toEqual(
    alike(await written(server, plural, reference, 0), reference),
  );
}

interface FormsUnderTest {
  readonly forms: readonly Form[];
  readonly cases: Readonly<Record<string, FormCase>>;
  /** Verbs that have tests of their own. */
  readonly apart?: readonly string[];
  server(): ApiServer;
  made(before?: FormCase['before']): Promise<Made>;
  /** What must stand beside the two items before the form is sent. */
  prepare?(form: Form, items: readonly [Made, Made]): Promise<unknown>;
}

/** Registers what holds of the forms of every kind: each has a case, and writes the events that the API writes. */
export function testForms({ forms, cases, apart = [], server, made, prepare }: FormsUnderTest): void {
  const verbs = forms.flatMap(({ verb }) => verb ?? []);
  it('has a case for each form', () => {
    expect([...Object.keys(cases), ...apart].sort()).toEqual(verbs.sort());
  });

  const sent = forms.filter(({ verb }) => verb !== undefined && !apart.includes(verb));
  it.each(sent)('$verb writes what the API writes', async (form) => {
    const given = cases[form.verb as string] as FormCase;
    const items = [await made(given.before), await made(given.before)] as const;
    await prepare?.(form, items);
    await writesAsTheApi(server(), form, given, items);
  });
}
