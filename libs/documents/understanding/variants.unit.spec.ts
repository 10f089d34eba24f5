import { describe, expect, it } from '@jest/globals';
import { writeXlsx } from 'hucre';
import type { Understood } from '../model/understood.js';
import { readDocument } from '../reading/read-document.js';
import { actionsIn, outcomesOf, promisesOf, TODAY, understoodText } from '../testing/understood.js';
import { understand } from './understand.js';

const told = (understood: Understood) =>
  actionsIn(understood).map((action) => ({
    title: action.title.value,
    owners: action.owners.map(({ value, name }) => name ?? value),
    dates: promisesOf(action),
    status: action.status?.value,
    programme: understood.programmes.find(({ key }) => key === action.programme)?.name,
  }));

describe('the columns of a table', () => {
  it('names programmes by a column called so, and an empty cell goes on with the one before', async () => {
    const understood = await understoodText(
      'Programme,Ref,Milestone,Lead,Due\nBuses,B1,New timetable,HF,May 2020\n,B2,Order shelters,HF,June 2020\nRoads,R1,Mend Hill Street,KL,May 2020\nn/a,X1,Write report,KL,May 2020\n',
      'plan.csv',
    );
    expect(told(understood).map(({ programme }) => programme)).toEqual(['Buses', 'Buses', 'Roads', undefined]);
    expect(understood.programmes[0]).toMatchObject({ key: 'BUSES', why: 'The column "Programme" names it.' });
  });

  it('takes a comment that begins with a status for the status, and a sentence that goes on for none', async () => {
    const statusOf = async (comment: string) =>
      told(
        await understoodText(`Ref,Action,Lead,Due,Comment\n1,Order shelters,HF,May 2020,"${comment}"\n`, 'plan.csv'),
      )[0]?.status;
    expect(await statusOf('On hold, as the budget was spent early')).toBe('deferred');
    expect(await statusOf('Complete. The council agreed to all of it')).toBe('complete');
    expect(await statusOf('Completed forms go to the council by post')).toBeUndefined();
  });

  it('names programmes by workstreams that come again, and by none that are all different', async () => {
    const named = async (...areas: readonly string[]) =>
      (
        await understoodText(
          `Workstream,Action,Owner,Due\n${areas.map((area, at) => `${area},Do part ${at},HF,May 2020`).join('\n')}\n`,
          'plan.csv',
        )
      ).programmes.map(({ name }) => name);
    expect(await named('Buses', 'Roads', 'Buses', 'Roads')).toEqual(['Buses', 'Roads']);
    expect(await named('Buses', 'Roads', 'Trams')).toEqual([]);
  });

  it('takes the longest texts for the action where a header says who and when, and not what', async () => {
    const [first] = told(
      await understoodText('ID,Aspiration,Lead,Deadline\n1,Plant a hedge along the lane,Clerk,May 2020\n', 'a.csv'),
    );
    expect(first).toMatchObject({ title: 'Plant a hedge along the lane', owners: ['Clerk'] });
    const risks = await understoodText('ID,Risk,Owner,Deadline\n1,The hedge dies in its first year,Clerk,x\n', 'a.csv');
    expect(actionsIn(risks)).toEqual([]);
  });

  it('takes the summary for the action, and the next steps for a note', async () => {
    const understood = await understoodText(
      'Id;Summary;Lead;Target date;Completed?;Next steps;Outcome\nA1;Open the new hub;ACB;2018-12-01;Y;;Opened\nA2;Write to members;DEF;1 May 2019;N;Chase;\nA3;Hire a nurse;;1 June 2019;N;;\n',
      'a.csv',
    );
    expect(told(understood).map(({ title }) => title)).toEqual([
      'Open the new hub',
      'Write to members',
      'Hire a nurse',
    ]);
    expect(JSON.stringify(actionsIn(understood)[1]?.notes)).toContain('Chase');
    const alone = await understoodText('Ref,Next steps,Lead,Due\n1,Chase the builder,AB,May 2019\n', 'a.csv');
    expect(told(alone).map(({ title }) => title)).toEqual(['Chase the builder']);
  });

  it('takes the response for the action, and not the issue or the outcome', async () => {
    const understood = await understoodText(
      'Issue,Response,Person responsible,Complete by,Outcome\nLost notes,Scan all notes,Records Lead,May 2019,Complete - see above\n',
      'a.csv',
    );
    expect(told(understood).map(({ title }) => title)).toEqual(['Scan all notes']);
  });

  it('parts two names with their initials, and no department', async () => {
    const understood = await understoodText(
      'Action,Owner,Due\nReplace the lift,T. Jones & R. Patel,May 2019\nTrain staff,HR & OD,May 2019\n',
      'a.csv',
    );
    expect(told(understood).map(({ owners }) => owners)).toEqual([['T. Jones', 'R. Patel'], ['HR & OD']]);
  });

  it('has a share of the work as begun, and a colour under "Status" as a rating', async () => {
    const understood = await understoodText(
      'Action,Owner,Progress,Status\nA,X,40 %,Amber\nB,X,"0,75",Green\nC,X,0%,Red\n',
      'a.csv',
    );
    expect(told(understood).map(({ status }) => status)).toEqual(['in-progress', 'in-progress', undefined]);
    expect(actionsIn(understood).map(({ rating }) => rating?.value)).toEqual(['amber', 'green', 'red']);
  });
});

describe('the cells of a row', () => {
  it('takes who owns the row above for "as above", and asks for the date', async () => {
    const understood = await understoodText(
      'Action,Owner,Due\nWrite,KL/HF,May 2020\nSend,As above,As above\n',
      'a.csv',
    );
    expect(told(understood)[1]?.owners).toEqual(['KL', 'HF']);
    expect(understood.questions.map(({ code }) => code)).toContain('as-above');
  });

  it('parts names that begin with the surname, and keeps quotation marks out of names', async () => {
    const rows = told(await understoodText('Action;Owner\nA;"Ruiz, M.; Obi, T."\nB;“Estates”\nC;Ruiz, Obi\n', 'a.csv'));
    expect(rows.map(({ owners }) => owners)).toEqual([['Ruiz, M.', 'Obi, T.'], ['Estates'], ['Ruiz', 'Obi']]);
  });

  it('reads an arrow between dates as a date that moved, and "now expected" as a forecast', async () => {
    const understood = await understoodText(
      'Action,Due,Update\nA,1 May 2020 → 1 June 2020,\nB,1 May 2020,Late; now expected by 3 July 2020\n',
      'a.csv',
    );
    const [first, second] = actionsIn(understood);
    expect(first && promisesOf(first)).toEqual(['1 May 2020 (2020-05-01)', '1 June 2020 (2020-06-01)']);
    expect(first?.promises[0]?.written).toBe('1 May 2020 → 1 June 2020');
    expect(second && promisesOf(second)).toEqual(['1 May 2020 (2020-05-01)']);
    expect(second?.forecast?.reading.latest).toBe('2020-07-03');
  });

  it.each([
    ['in their order', 'May 2020\nJune 2020'],
    ['by their names', 'felling: May 2020; planting: June 2020'],
  ])('gives the parts of a cell the dates beside them %s, and asks nothing', async (_, dates) => {
    const understood = await understoodText(`Action,Due\n"Trees:\n- felling\n- planting","${dates}"\n`, 'a.csv');
    expect(told(understood).map(({ title }) => title)).toEqual(['Trees:', 'felling', 'planting']);
    expect(actionsIn(understood).slice(1).map(promisesOf)).toEqual([
      ['May 2020 (2020-05-31)'],
      ['June 2020 (2020-06-30)'],
    ]);
    expect(understood.questions.map(({ code }) => code)).not.toContain('two-promises');
  });

  it('takes no status from a colour that the key gives two meanings', async () => {
    const rows = told(
      await understoodText('Action,Due,RAG\nA,May 2020,Green\nGreen = complete or on track; Red = late,,\n', 'a.csv'),
    );
    expect(rows[0]?.status).toBeUndefined();
  });
});

describe('minutes', () => {
  it('reads who and when behind "ACTION:", and no date of the sentence before that promises none', async () => {
    const [first, second, third] = told(
      await understoodText(
        'Minutes of 5 February 2019\n\nPresent: K Low (KL), H Fenn (HF)\n\n19/04 TRAFFIC\nThe panel noted a rise in January.\nACTION: KL\nA survey is to come back.\nACTION: KL/HF (April)\nHF to share the counts by 15 February.      Action HF\n',
        'minutes.txt',
      ),
    );
    expect(first).toMatchObject({ owners: ['K Low'], dates: [] });
    expect(second).toMatchObject({ owners: ['K Low', 'H Fenn'], dates: ['April (2019-04-30)'] });
    expect(third).toMatchObject({ owners: ['H Fenn'], dates: ['by 15 February (2019-02-15)'] });
  });

  it('has what stands below "ACTION LOG" or "Carried over:" as reports of earlier actions', async () => {
    const { items } = await understoodText(
      'Minutes of 5 February 2019\n\n19/03 ACTION LOG\n18/44 Bench - complete, closed.\n18/51 KL had not yet written. Remains open.\n\nCarried over from January:\n- Hugh to fix the gate - DONE\n',
      'minutes.txt',
    );
    expect(items.map((item) => item.kind === 'change' && [item.reference?.value, item.change])).toEqual([
      ['18/44', 'closed'],
      ['18/51', 'carried-forward'],
      [undefined, 'closed'],
    ]);
  });

  it('takes an action of each line of a cell, and "to November" for its meeting', async () => {
    const rows = told(
      await understoodText(
        '<p>Minutes of 5 October 2020</p><table><tr><th>Item<th>Discussion<th>Action<tr><td>1<td>Talk<td>KL to chase them by 30 October<br>HF to bring a plan to November</table>',
        'minutes.html',
      ),
    );
    expect(rows.map(({ owners, dates }) => [owners, dates])).toEqual([
      [['KL'], ['by 30 October (2020-10-30)']],
      [['HF'], ['November (2020-11-30)']],
    ]);
  });

  it('keeps "ASAP", and hangs a deeper item of the list on its action', async () => {
    const understood = await understoodText(
      'Notes of 5 October 2020\n\nActions:\n- Tom: chase the grant - ASAP\n  - ring first\n- Ann to write\n',
      'notes.md',
    );
    expect(told(understood).map(({ title, dates }) => [title, dates])).toEqual([
      ['Chase the grant', ['ASAP (-)']],
      ['Write', []],
    ]);
    expect(actionsIn(understood)[0]?.description.map(({ value }) => value)).toEqual(['ring first']);
    expect(outcomesOf(understood)).toContain('part');
  });

  it('reads what stands below "Decisions" as decisions, whole', async () => {
    const { items } = await understoodText(
      'Minutes of 5 October 2020\n\n## Decisions\n\nThe panel approved the accounts.\n\n## Next\n\nIt was AGREED to approve the plan.\n',
      'minutes.md',
    );
    expect(items.map((item) => item.kind === 'decision' && item.title.value)).toEqual([
      'The panel approved the accounts',
      'Approve the plan',
    ]);
  });
});

describe('a workbook', () => {
  it('finds its date and title past a sheet of guidance, and asks once about a hidden sheet', async () => {
    const head = ['ID', 'Scheme', 'Lead', 'End'];
    const bytes = await writeXlsx({
      sheets: [
        { name: 'Read me', rows: [['How to fill this in']] },
        { name: 'Live', rows: [['Lanes plan'], ['Updated 9 May 2022'], head, ['1', 'Widen the lane', 'KL', 'June']] },
        {
          name: 'Old',
          hidden: true,
          rows: [head, ['8', 'Close the lane', 'KL', 'June'], ['9', 'Open it', 'HF', 'July']],
        },
      ],
    });
    const document = await readDocument(bytes, 'plan.xlsx');
    const understood = understand(document, { today: TODAY });
    expect([understood.title, understood.documentDate?.value]).toEqual(['Lanes plan', '2022-05-09']);
    expect(told(understood)[0]?.dates).toEqual(['June (2022-06-30)']);
    const [question] = understood.questions;
    expect(question).toMatchObject({ code: 'hidden-row', items: ['Old-t3-r2', 'Old-t3-r3'] });
    const without = understand(document, { today: TODAY, answers: { [question?.id ?? '']: 'leave' } });
    expect(told(without).map(({ title }) => title)).toEqual(['Widen the lane']);
    expect(outcomesOf(without).filter((outcome) => outcome === 'furniture')).toHaveLength(5);
  });
});

describe('dates that nobody wrote', () => {
  it('reads a quarter without a year by the year of the title, and else not at all', async () => {
    const table = (title: string) => `${title}\n\nAction\tOwner\tDue\nMend it\tKL\t31 March 2020\nPaint it\tKL\tQ1\n`;
    const dates = async (title: string) => told(await understoodText(table(title), 'plan.txt'))[1]?.dates;
    expect(await dates('Lanes plan 2019/20')).toEqual(['Q1 (2019-06-30)']);
    expect(await dates('Lanes plan')).toEqual(['Q1 (-)']);
  });

  it('turns no "2021-13-01" round, and takes no day of a quoted mail for that of the notes', async () => {
    const [first] = told(await understoodText('Action,Owner,Due\nMend it,KL,2021-13-01\n', 'a.csv'));
    expect(first?.dates).toEqual(['2021-13-01 (-)']);
    const mail = `Notes from today's call (3 June 2020).\n\nACTION: Kim to write by Friday\n\nOn 27 May 2020, Mo Khan wrote:\n> - KL to book the room - done\n`;
    const understood = await understoodText(mail, 'mail.txt');
    expect(told(understood).map(({ dates }) => dates)).toEqual([['by Friday (2020-06-05)']]);
    expect(understood.items.map(({ kind }) => kind)).toEqual(['action', 'change']);
  });

  it('keeps the date that was agreed before it was revised, and asks whether blue is complete', async () => {
    const understood = await understoodText(
      'Ref,Recommendation,Owner,Agreed date,Revised date,Status (BRAG)\nR1,Reconcile,KL,31/03/2021,30/06/2021,Blue\n',
      'audit.csv',
    );
    expect(told(understood)[0]?.dates).toEqual(['31/03/2021 (2021-03-31)', '30/06/2021 (2021-06-30)']);
    expect(understood.questions.map(({ code }) => code)).toContain('completion');
  });
});

describe('notes in Markdown and text', () => {
  const NOTES = `# Group, 9 January 2023

Present: Kim Low (KL), Hugh Fenn (HF)

- [x] KL confirm the invoice is paid
- [ ] **HF** to send the revised figures by 20 Jan

KL to advertise the post (31/01/2023).
Agreed: hold interviews in February.

| Action | Who | When |
|---|---|---|
| Send the revised figures | HF | 20 Jan |
`;
  it('reads a line for each of its sentences and boxes, and an action of the table once', async () => {
    const understood = await understoodText(NOTES, 'notes.md');
    expect(told(understood).map(({ title, owners, status }) => [title, owners, status])).toEqual([
      ['Send the revised figures', ['Hugh Fenn'], undefined],
      ['Confirm the invoice is paid', ['Kim Low'], 'complete'],
      ['Advertise the post', ['Kim Low'], undefined],
    ]);
    expect(understood.items.filter(({ kind }) => kind === 'decision')).toHaveLength(1);
    const decided = understood.accounts.find(({ text }) => text.startsWith('Agreed'));
    expect(decided?.place.line).toBe(9);
  });

  it('reads "what – who, when" of a list, and the title past its label', async () => {
    const understood = await understoodText(
      'Title: Clinic plan\nDate: 14 September 2021\n\n1. Cut waits\n   - Send out 20 cases — Ops lead, by end November 2021\n   - Second scanner — Radiology, Q3 2021/22\n   - Insource — Ops lead, tbc\n',
      'plan.md',
    );
    expect(understood.title).toBe('Clinic plan');
    expect(told(understood).map(({ title, owners, dates }) => [title, owners, dates.length])).toEqual([
      ['Send out 20 cases', ['Ops lead'], 1],
      ['Second scanner', ['Radiology'], 1],
      ['Insource', ['Ops lead'], 1],
    ]);
  });

  it('has a line of its own over the closed rows of columns made of blanks', async () => {
    const rows = told(
      await understoodText(
        'Board at 30/11/18\n\n No  Action              Owner   Due date\n 1   Agree the lease     SM      14/12/18\n 2   Tell the insurers   LT      11/01/19\n                         CLOSED ITEMS\n 3   Find an architect   SM      30/10/18\n',
        'board.txt',
      ),
    );
    expect(rows.map(({ owners, status }) => [owners, status])).toEqual([
      [['SM'], undefined],
      [['LT'], undefined],
      [['SM'], 'complete'],
    ]);
  });
});
