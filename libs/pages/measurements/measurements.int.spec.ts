import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { make, openForm, sendForm, takenAndRead } from '#test/support/forms.js';
import { type ServerInProcess, startInProcess } from '#test/support/in-process.js';
import { smallPlan, taken } from '#test/support/small-plan.js';

const target = (programme: string, period: string) => ({
  programme,
  measure: `Held to a level in ${period}`,
  unit: 'percent',
  direction: 'at-least',
  trajectory: [{ period, value: '60' }],
});

interface Judged {
  readonly period: string;
  readonly measurement: Readonly<Record<'value' | 'numerator' | 'denominator' | 'status', string | null>> | null;
}

describe('the sheet of figures of a period', () => {
  let server: ServerInProcess;
  let refs: readonly string[];
  let programme: string;
  let programmes = 0;

  beforeAll(async () => {
    server = await startInProcess();
    await smallPlan(server);
  });
  afterAll(() => server.stop());

  /** Due for July 2018: by a level of it, and by the month measured before; not due: a year, no figure yet, measured. */
  beforeEach(async () => {
    programmes += 1;
    programme = `P${programmes}`;
    await taken(server, '/api/programmes', { reference: programme, name: `Programme ${programmes}`, group: 'BOARD' });
    const held = await make(server, 'targets', target(programme, '2018-07'));
    const monthly = await make(server, 'targets', target(programme, '2017'), [
      ['record-measurement', { period: '2018-06', value: '50' }],
    ]);
    const ratio = await make(server, 'targets', target(programme, '2018-07'));
    await make(server, 'targets', target(programme, '2018/19'));
    await make(server, 'targets', target(programme, '2018-07'), [
      ['record-measurement', { period: '2018-07', low: '50', high: '60' }],
    ]);
    await make(server, 'targets', target(programme, '2018-07'), [['suspend', { reason: 'A new system' }]]);
    refs = [held.ref, monthly.ref, ratio.ref];
  });

  const sheet = () => `/measurements?programme=${programme}&period=July+2018`;
  const rows = (html: string) => [...html.matchAll(/name="([^"]+)\.value"/g)].map(([, ref]) => ref);
  const figures = async (ref: string) => {
    const { periods } = (await server.get(`/api/targets/${ref}`)).body;
    const measured = (periods as readonly Judged[]).filter(({ measurement }) => measurement);
    return measured.map(({ period, measurement }) => [
      period,
      measurement?.value ?? `${measurement?.numerator} of ${measurement?.denominator}`,
      measurement?.status,
    ]);
  };
  const [HELD, MONTHLY, RATIO] = [0, 1, 2];
  const typed = (more: Record<string, string>) => {
    const named = Object.entries(more).map(([name, value]) => [
      name.replace(/^\d/, (at) => refs[Number(at)] as string),
      value,
    ]);
    return { period: '2018-07', programme, ...Object.fromEntries(named) } as Record<string, string | readonly string[]>;
  };

  it('lists the targets whose figure of the period is due', async () => {
    const { status, html } = await openForm(server, sheet());
    expect(status).toBe(200);
    expect(html).toContain('Figures of July\u00a02018');
    expect(rows(html)).toEqual(refs);
  });

  it('records each row, and leaves those that were left empty', async () => {
    const { hidden } = await openForm(server, sheet());
    const sent = await sendForm(server, '/measurements', {
      ...hidden,
      ...typed({
        '0.value': '61.50',
        '0.status': 'provisional',
        '2.numerator': '3',
        '2.denominator': '4',
        '1.status': 'final',
      }),
    });
    expect([sent.status, sent.to]).toEqual([303, expect.stringContaining('recorded=2-figures')]);
    expect(await figures(refs[HELD] as string)).toEqual([['2018-07', '61.50', 'provisional']]);
    expect(await figures(refs[RATIO] as string)).toEqual([['2018-07', '3 of 4', 'final']]);
    const left = await openForm(server, sent.to as string);
    expect(left.html).toContain('Recorded: 2 figures.');
    expect(rows(left.html)).toEqual([refs[MONTHLY]]);
  });

  it('keeps what was typed in a row that failed, and records the others', async () => {
    const { hidden } = await openForm(server, sheet());
    const first = { ...hidden, ...typed({ '0.value': '61', '1.value': 'many', '2.numerator': '3' }) };
    const sent = await sendForm(server, '/measurements', first);
    expect([sent.status, sent.errors]).toEqual([422, [`${refs[MONTHLY]}-value`, `${refs[RATIO]}-denominator`]]);
    for (const id of sent.errors) expect(sent.html).toContain(`id="${id}"`);
    expect(sent.html).toContain('value="many"');
    expect(sent.html).toContain('1 figure recorded.');
    expect(await figures(refs[HELD] as string)).toEqual([['2018-07', '61', 'final']]);
    expect(rows(sent.html)).toEqual([refs[MONTHLY], refs[RATIO]]);

    const mended = { ...sent.hidden, ...typed({ '1.value': '70', '2.numerator': '3', '2.denominator': '4' }) };
    expect((await sendForm(server, '/measurements', mended)).to).toContain('recorded=2-figures');
    expect(await figures(refs[MONTHLY] as string)).toContainEqual(['2018-07', '70', 'final']);
  });

  it('keeps the row of a target that somebody else has measured meanwhile', async () => {
    const { hidden } = await openForm(server, sheet());
    await takenAndRead(server, `/api/targets/${refs[HELD]}/record-measurement`, { period: '2018-07', value: '59' });
    const sent = await sendForm(server, '/measurements', { ...hidden, ...typed({ '0.value': '61' }) });
    expect(sent.errors).toEqual([`${refs[HELD]}-value`]);
    expect(rows(sent.html)).toContain(refs[HELD]);
    expect(await figures(refs[HELD] as string)).toEqual([['2018-07', '59', 'final']]);
  });

  it('records once what is sent twice', async () => {
    const { hidden } = await openForm(server, sheet());
    const form = { ...hidden, ...typed({ '0.value': '61', '1.value': '62' }) };
    const [first, second] = [
      await sendForm(server, '/measurements', form),
      await sendForm(server, '/measurements', form),
    ];
    expect(second.to).toBe(`${first.to}&again=yes`);
    expect((await openForm(server, second.to as string)).html).toContain('You sent this twice.');
    const { total } = (await server.get(`/api/targets/${refs[HELD]}/history`)).body;
    expect(total).toBe((await server.get(`/api/targets/${refs[HELD]}`)).body.revision + 1);
    expect(await figures(refs[HELD] as string)).toEqual([['2018-07', '61', 'final']]);
  });

  it('asks for a period that it can read and that has begun', async () => {
    for (const period of ['soon', '2099-07'])
      expect((await openForm(server, `/measurements?period=${period}`)).errors).toEqual(['period']);
  });

  it('is for those who report, and for today', async () => {
    const { token } = await taken(server, '/api/tokens', { party: 'ORG-01', roles: ['viewer'] });
    expect((await openForm(server, sheet(), token)).status).toBe(403);
    expect((await openForm(server, '/targets', token)).html).not.toContain('/measurements');
    expect((await openForm(server, '/targets')).html).toContain('/measurements');
    expect(rows((await openForm(server, `${sheet()}&known=${new Date().toISOString().slice(0, 10)}`)).html)).toEqual(
      [],
    );
  });
});
