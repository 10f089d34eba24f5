import { describe, expect, it } from '@jest/globals';
import { writeXlsx } from 'hucre';
import { readDocument } from '../reading/read-document.js';
import { actionsIn, outcomesOf, promisesOf, TODAY, understoodText } from '../testing/understood.js';
import { understand } from './understand.js';

const html = (rows: string) => `<h1>Action log</h1><p>Updated 6 November 2018</p><table>${rows}</table>`;
const head = '<tr><th>No<th>Action<th>Lead<th>Target date<th>New date<th>Status / comment</tr>';

describe('a table of actions', () => {
  it('takes the year of its rows from the month that stands over them, and struck and new dates in their order', async () => {
    const understood = await understoodText(
      html(
        `${head}<tr><td colspan=6>May 2018</tr>
         <tr><td>5.01<td>Train the board<td>DN<td>June<td>14 Aug<td>Moved</tr>
         <tr><td>5.02<td>Write the strategy<td>MD/COO<td><s>30 September 2018</s> 30 November 2018*<td><td>Not yet due</tr>
         <tr><td colspan=6>* agreed by the chair</tr>`,
      ),
      'log.html',
    );
    const [first, second] = actionsIn(understood);
    expect(first && promisesOf(first)).toEqual(['June (2018-06-30)', '14 Aug (2018-08-14)']);
    expect(second && promisesOf(second)).toEqual(['30 September 2018 (2018-09-30)', '30 November 2018* (2018-11-30)']);
    expect(second?.owners.map(({ value }) => value)).toEqual(['MD', 'COO']);
    expect(second?.status?.value).toBe('planned');
    expect(first?.status).toBeUndefined();
    expect(outcomesOf(understood)).toEqual(['header', 'section', 'item', 'item', 'note']);
  });

  it('gives a row without a number the one that is merged over it', async () => {
    const understood = await understoodText(
      html(
        `${head}<tr><td rowspan=2>7<td>Meet<td>A B<td>1 May 2018<td><td></tr><tr><td>Report<td>C D<td>2 May 2018<td><td></tr>`,
      ),
      'log.html',
    );
    expect(actionsIn(understood).map(({ reference, title }) => [reference?.value, title.value])).toEqual([
      ['7', 'Meet'],
      ['7', 'Report'],
    ]);
  });

  it('makes parts of what a cell lists, with the dates and states that stand with them', async () => {
    const understood = await understoodText(
      html(
        `${head}<tr><td>3<td>Two things:<br>a) train staff - Oct<br>b) report each quarter<td>CN<td>Various<td><td>a) done</tr>`,
      ),
      'log.html',
    );
    const [whole, first, second] = actionsIn(understood);
    expect(whole?.title.value).toBe('Two things:');
    expect([first?.title.value, first?.partOf, first?.status?.value]).toEqual(['train staff', whole?.key, 'complete']);
    expect(first && promisesOf(first)).toEqual(['Oct (2018-10-31)']);
    expect(second?.promises[0]?.reading.recurrence).toMatchObject({ every: 'quarter' });
  });

  it('asks what "as above" means, takes nothing meanwhile, and then what is answered', async () => {
    const text = 'Action,Due\nPublish,1 May 2019\nTell them by the end of March 2019,As above\n';
    const open = await understoodText(text, 'a.csv');
    expect(actionsIn(open)[1]?.promises[0]?.reading).toMatchObject({ earliest: null, latest: null });
    const [question] = open.questions.filter(({ code }) => code === 'as-above');
    expect(question?.choices.map(({ value }) => value)).toEqual(['above', 'the end of March 2019', 'none']);
    const answers = { [question?.id ?? '']: 'above' };
    const answered = await understoodText(text, 'a.csv', { answers });
    expect(actionsIn(answered).map(promisesOf)[1]).toEqual(['1 May 2019 (2019-05-01)']);
    expect(answered.questions.filter(({ code }) => code === 'as-above')).toEqual([]);
  });

  it('pairs the lines of its cells, also those that a copy has flattened', async () => {
    const text =
      'Action,Owner,Timescale,Status\n"Train staff; report","Ward\nNurse","Dec 2018\nMar 2019","Done\nOpen"\nFirst draft Last version,HR,Delivered Dec 2017 End March 2018,\n';
    const actions = actionsIn(await understoodText(text, 'a.csv', { documentDate: '2018-11-01' }));
    expect(actions.map(({ title, owners, status }) => [title.value, owners[0]?.value, status?.value])).toEqual([
      ['Train staff', 'Ward', 'complete'],
      ['report', 'Nurse', 'planned'],
      ['First draft', 'HR', 'complete'],
      ['Last version', 'HR', undefined],
    ]);
    expect(actions.flatMap(promisesOf)).toEqual([
      'Dec 2018 (2018-12-31)',
      'Mar 2019 (2019-03-31)',
      'Delivered Dec 2017 (2017-12-31)',
      'End March 2018 (2018-03-31)',
    ]);
  });

  it('asks about every half of a row that it splits, and gives each the state that is said once', async () => {
    const text =
      'Action,Owner,Due,Status,Comment\n"a) Train staff\nb) Report","Ward","Dec 2018\nMar 2019",On hold,\n"Call\nWrite",HR,"Dec 2018\nMar 2019",,Done\n';
    const open = await understoodText(text, 'a.csv', { documentDate: '2018-11-01' });
    expect(actionsIn(open).map(({ key, title, status }) => [key, title.value, status?.value])).toEqual([
      ['t1-r2', 'a) Train staff', 'deferred'],
      ['t1-r2.2', 'b) Report', 'deferred'],
      ['t1-r3', 'Call', 'complete'],
      ['t1-r3.2', 'Write', 'complete'],
    ]);
    expect(open.questions.map(({ code, items }) => [code, items])).toEqual([
      ['split-row', ['t1-r2', 't1-r2.2']],
      ['split-row', ['t1-r3', 't1-r3.2']],
      ['completion', ['t1-r3', 't1-r3.2']],
    ]);
  });

  it('makes several actions of a row with several dates once somebody answers so', async () => {
    const text = 'Action,Due\nTrain forty people,Dec-18 / Mar-19\n';
    const open = await understoodText(text, 'a.csv', { documentDate: '2018-11-01' });
    const [question] = open.questions;
    expect([question?.code, actionsIn(open)]).toEqual(['two-promises', [expect.objectContaining({ key: 't1-r2' })]]);
    const answers = { [question?.id ?? '']: 'split' };
    const split = await understoodText(text, 'a.csv', { documentDate: '2018-11-01', answers });
    expect(actionsIn(split).flatMap(promisesOf)).toEqual(['Dec-18 (2018-12-31)', 'Mar-19 (2019-03-31)']);
  });

  it('tells totals, sections, notes, repeated headers and rows that go on from actions', async () => {
    const text = [
      'Ref,Action,Lead,Due',
      'URGENT CARE,,,',
      '1,Open the door:,HR,May 2019',
      ',and the window,,',
      'Ref,Action,Lead,Due',
      '2,Close it,HR,June 2019',
      'Total,2 actions,,',
      ',NB row 3 moved away,,',
      ',,,',
      '"Notes: red is late",,,',
    ].join('\n');
    const understood = await understoodText(text, 'a.csv');
    expect(outcomesOf(understood)).toEqual([
      'header',
      'section',
      'item',
      'part',
      'header',
      'item',
      'total',
      'note',
      'empty',
      'note',
    ]);
    expect(actionsIn(understood)[0]?.description.map(({ value }) => value)).toEqual(['and the window']);
    expect(understood.programmes.map(({ name }) => name)).toEqual(['URGENT CARE']);
  });

  it('keeps a status that stands where a date should, and no date for "n/a"', async () => {
    const text =
      'Action,Due date,Revised date\nAgree it,Completed,\nGo on,Ongoing,n/a\nMove it,31 Oct 2018,TBC*\nEnd it,Completed end 2018/19.,\n';
    const actions = actionsIn(await understoodText(text, 'a.csv', { documentDate: '2018-03-01' }));
    expect(actions.map(({ status }) => status?.value)).toEqual(['complete', undefined, undefined, undefined]);
    expect(actions.map(promisesOf)).toEqual([
      ['Completed (-)'],
      ['Ongoing (-)'],
      ['31 Oct 2018 (2018-10-31)', 'TBC* (-)'],
      ['Completed end 2018/19. (2019-03-31)'],
    ]);
  });

  it('decides for a column whether the day or the month comes first, and asks where a value contradicts', async () => {
    const american = await understoodText('Action,Due\nAgree one,07/04/2020\nAgree two,07/31/2020\n', 'a.csv');
    expect(actionsIn(american).flatMap(promisesOf)).toEqual(['4 July 2020 (2020-07-04)', '31 July 2020 (2020-07-31)']);
    expect(actionsIn(american)[0]?.promises[0]?.written).toBe('07/04/2020');
    const mixed = await understoodText(
      'Action,Due\nAgree one,01/04/2019\nAgree two,13/02/2019\nAgree three,02/20/2019\nAgree four,14/02/2019\n',
      'a.csv',
    );
    expect(actionsIn(mixed).flatMap(promisesOf)[0]).toBe('01/04/2019 (2019-04-01)');
    expect(mixed.questions.map(({ code }) => code)).toContain('date-order');
    const open = await understoodText('Action,Due\nAgree one,01/04/2019\n', 'a.csv');
    expect(open.questions.find(({ code }) => code === 'date-order')?.choices.map(({ value }) => value)).toEqual([
      'day-first',
      'month-first',
    ]);
  });

  it('asks whether what is all done is complete, and whether what comes round is over', async () => {
    const text = 'Action,Due,Progress,Status\nPaint it,May 2019,100 %,\nReport it,By 31 October each year,,Complete\n';
    const understood = await understoodText(text, 'a.csv');
    expect(understood.questions.filter(({ code }) => code === 'completion')).toHaveLength(2);
    expect(actionsIn(understood).map(({ status }) => [status?.value, status?.sure])).toEqual([
      ['complete', 'doubtful'],
      ['in-progress', 'doubtful'],
    ]);
  });

  it('reads a colour as the rating that the legend says, and asks about a hidden row', async () => {
    const fill = (rgb: string) =>
      ({ value: ' ', style: { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb } } } }) as const;
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'Tracker',
          rows: [
            ['Ref', 'Action', 'RAG'],
            ['1', 'Open it', ' '],
            ['2', 'Close it', ' '],
            ['3', 'Hide it', ''],
            ['Notes: Blue = complete, Amber = some risk'],
          ],
          cells: new Map([
            ['1,2', fill('0070C0')],
            ['2,2', fill('FFC000')],
          ]),
          rowDefs: new Map([[3, { hidden: true }]]),
        },
        {
          name: 'Legend',
          rows: [
            ['RAG', 'Meaning'],
            ['Blue', 'Complete'],
            ['Amber', 'Some risk'],
          ],
        },
      ],
    });
    const document = await readDocument(bytes, 'a.xlsx');
    const understood = understand(document, { today: TODAY });
    expect(actionsIn(understood).map(({ rating, status }) => [rating?.value, status?.value])).toEqual([
      ['blue', 'complete'],
      ['amber', undefined],
      [undefined, undefined],
    ]);
    const [hidden] = understood.questions.filter(({ code }) => code === 'hidden-row');
    const left = understand(document, { today: TODAY, answers: { [hidden?.id ?? '']: 'leave' } });
    expect(actionsIn(left).map(({ title }) => title.value)).toEqual(['Open it', 'Close it']);
    expect(outcomesOf(understood)).toEqual(['header', 'item', 'item', 'item', 'note', 'legend', 'legend', 'legend']);
  });

  it('knows columns by many names, by what somebody mapped, and without a heading by what stands in them', async () => {
    const named = await understoodText(
      'Nr;Maßnahme / Action;By whom;By when;Assurance\n1;Sign;Estates;31/03/2019;Minutes\n',
      'a.csv',
    );
    expect(named.tables[0]?.columns.map(({ role }) => role)).toEqual([
      'reference',
      'action',
      'owner',
      'timescale',
      'evidence',
    ]);
    const mapped = await understoodText('Ref,Action,Wozu\n1,Sign,HR\n', 'a.csv', { map: { wozu: 'owner' } });
    expect(actionsIn(mapped)[0]?.owners[0]?.value).toBe('HR');
    const bare = await understoodText(
      'Key Actions\t\nSign the lease of the house\tBy 31 October each year\nPaint it\t2018/19\n',
      'a.txt',
    );
    expect(bare.tables[0]?.columns.map(({ role }) => role)).toEqual(['action', 'timescale']);
  });

  it('takes an unfilled action for no note, and a merged one with a date of its own for another', async () => {
    const text =
      'Ref,Action,Lead,Due,RAG\n1,Open it,HR,May 2019,Green - on track\n,Key worker list,,,\n,Notes to be sent,,,\n,Ask NB,,,\n,"Key: R = red",,,\n,Note: see above,,,\n';
    const rows = await understoodText(text, 'a.csv');
    expect(outcomesOf(rows)).toEqual(['header', 'item', 'part', 'part', 'part', 'note', 'note']);
    expect(actionsIn(rows).map(({ status }) => status?.value)).toEqual(['in-progress']);
    const merged = await understoodText(
      `<table><tr><th>Action<th>Lead<th>Due<th>Done?</tr>
       <tr><td rowspan=3>Clear it<td>HCA<td>21/11/2025<td>No</tr><tr><td>Porters<td>28/11/2025<td>Y</tr>
       <tr><td>Cleaners<td>n/a<td>later</tr>
       <tr><td colspan=4>Meeting of 12 May 2025</tr>
       <tr><td>Notes to be sent<td><td><td></tr></table>`,
      'a.html',
    );
    expect(
      actionsIn(merged).map(({ title, owners, promises, status }) => [
        title.value,
        owners[0]?.value,
        promises[0]?.reading.latest,
        status?.value,
      ]),
    ).toEqual([
      ['Clear it', 'HCA', '2025-11-21', undefined],
      ['Clear it', 'Porters', '2025-11-28', 'complete'],
      ['Notes to be sent', undefined, undefined, undefined],
    ]);
    expect(actionsIn(merged)[1]?.description.map(({ value }) => value)).toEqual(['Cleaners', 'later']);
    expect([outcomesOf(merged)[4], merged.programmes]).toEqual(['section', []]);
  });

  it('lists the rows of a table that it does not understand', async () => {
    const understood = await understoodText('Colour,Size\nred,9\ngreen,7\n', 'a.csv');
    expect(outcomesOf(understood)).toEqual(['not-understood', 'not-understood', 'not-understood']);
    expect(understood.accounts[1]).toMatchObject({ text: 'red | 9', place: { line: 2 } });
  });
});
