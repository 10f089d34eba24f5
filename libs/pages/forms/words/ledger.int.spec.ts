import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aggregates } from '#domain/index.js';
import { openForm, sendForm } from '#test/support/forms.js';
import { type ServerInProcess, startInProcess } from '#test/support/in-process.js';
import { smallPlan, taken } from '#test/support/small-plan.js';
import { forms } from '../forms.js';

const FORMS = forms.filter(({ kind }) => kind === 'ledger');
const SCHEME = '/ledger/adopt-rating-scheme';

/** Reads a form as a browser would send it. */
function drawnIn(html: string): Record<string, string> {
  const form = html.slice(html.indexOf('data-keep='), html.indexOf('</form>', html.indexOf('data-keep=')));
  const typed = [...form.matchAll(/<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"[^>]*>/g)]
    .filter(([tag]) => !tag.includes('type="radio"') || tag.includes(' checked'))
    .map(([, name = '', value = '']) => [name, value]);
  const areas = [...form.matchAll(/<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)</g)].map(([, name = '', text = '']) => [
    name,
    text,
  ]);
  const selects = [...form.matchAll(/<select[^>]*name="([^"]+)"[\s\S]*?<\/select>/g)].map(([select, name = '']) => [
    name,
    /<option value="([^"]*)" selected/.exec(select)?.[1] ?? '',
  ]);
  return Object.fromEntries([...typed, ...areas, ...selects]);
}

describe('the forms of the ledger', () => {
  let server: ServerInProcess;
  beforeAll(async () => {
    server = await startInProcess();
    await smallPlan(server);
  });
  afterAll(() => server.stop());

  const ledger = async () => (await server.get('/api/ledger')).body;

  it('are those that its aggregate takes, and are offered to administrators alone', async () => {
    // The key is changed where the private one is, by the command line.
    const verbs = Object.keys(aggregates.ledger.verbs).filter((verb) => verb !== 'rotate-signing-key');
    expect(FORMS.map(({ verb }) => verb).sort()).toEqual(verbs.sort());
    const { token } = await taken(server, '/api/tokens', { party: 'ORG-01', roles: ['secretary'] });
    for (const { verb } of FORMS) {
      expect((await openForm(server, '/admin')).html).toContain(`href="/ledger/${verb}"`);
      expect((await openForm(server, `/ledger/${verb}`, token)).status).toBe(403);
    }
  });

  it('hold the scheme in force, which sent as it is changes nothing', async () => {
    const before = await ledger();
    const drawn = drawnIn((await openForm(server, SCHEME)).html);
    expect(drawn).toMatchObject({
      name: before.scheme.name,
      'ratings[1].word': 'On track',
      'derived.startWithinDays': '28',
    });
    const check = await sendForm(server, SCHEME, { ...drawn, step: 'continue' });
    expect([check.status, check.html.includes('This changes nothing: it stands so already.')]).toEqual([200, true]);
    const sent = await sendForm(server, SCHEME, { ...drawn, step: 'record' });
    expect(sent.to).toBe('/admin?recorded=nothing');
    expect((await ledger()).scheme).toEqual(before.scheme);
  });

  it('say at their fields what is wrong with a scheme', async () => {
    const wrong = await sendForm(server, SCHEME, {
      name: '',
      'ratings[0].word': 'Done',
      step: 'continue',
      key: 'wrong',
    });
    expect([wrong.status, wrong.errors]).toEqual([422, ['name', 'ratings', 'ratings-0-rating', 'ratings-0-meaning']]);
  });

  it('show old and new words side by side before they are adopted', async () => {
    const before = await ledger();
    const drawn = { ...drawnIn((await openForm(server, SCHEME)).html), 'ratings[1].word': 'In hand', reason: 'Agreed' };
    const check = await sendForm(server, SCHEME, { ...drawn, step: 'continue' });
    const row = /<tr role="row">(?:(?!<tr)[\s\S])*?Green[\s\S]*?<\/tr>/.exec(check.html)?.[0] ?? '';
    expect(row).toContain('On track: Will be kept as agreed.');
    expect(row).toContain('<strong>In hand: Will be kept as agreed.');
    expect((await ledger()).scheme.version).toBe(before.scheme.version);
    const sent = await sendForm(server, SCHEME, { ...drawn, step: 'record' });
    expect(sent.to).toMatch(/^\/admin\?recorded=\d+$/);
    const after = await ledger();
    expect(after.scheme.version).toBe(before.scheme.version + 1);
    expect(after.scheme.derived).toEqual(before.scheme.derived);
    expect(after.scheme.ratings.map(({ word }: { word: string }) => word)).toEqual(
      before.scheme.ratings.map(({ word }: { word: string }) => (word === 'On track' ? 'In hand' : word)),
    );
    const page = (await openForm(server, sent.to as string)).html;
    expect(page).toContain('In hand');
    expect(page).toContain('Green “On track”');
  });

  it('change when the financial year begins', async () => {
    const path = '/ledger/adopt-financial-year';
    expect(drawnIn((await openForm(server, path)).html)).toMatchObject({ startsOn: '04-01' });
    const empty = await sendForm(server, path, { startsOn: '', key: 'empty', step: 'continue' });
    expect([empty.status, empty.errors]).toEqual([422, ['startsOn']]);
    const sent = await sendForm(server, path, { startsOn: '10-01', key: 'year', step: 'record' });
    expect(sent.to).toMatch(/^\/admin\?recorded=\d+$/);
    expect((await ledger()).financialYearStartsOn).toBe('10-01');
    expect((await openForm(server, '/admin')).html).toContain('begins on 1 October');
  });
});
