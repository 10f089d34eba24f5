import { describe, expect, it } from '@jest/globals';
import { actionsIn, outcomesOf, promisesOf, understoodText } from '../testing/understood.js';

const told = async (text: string, name: string) => {
  const understood = await understoodText(text, name);
  return actionsIn(understood).map((action) => ({
    title: action.title.value,
    owners: action.owners.map(({ value, name: called }) => called ?? value),
    dates: promisesOf(action),
    status: action.status?.value,
  }));
};

describe('what a careful person reads', () => {
  it('parts a column of owners and dates', async () => {
    const rows = await told(
      'As at 30 June 2024\n\nAction | Owner / Due date | Status\nReconcile accounts | Head of Finance / 31 Mar 2024 | Overdue - partially implemented\nDocument the process | HR Manager / n/a | Superseded\nTrain | Clerk (by 1/2/25) | Open\n',
      'audit.txt',
    );
    expect(rows).toEqual([
      {
        title: 'Reconcile accounts',
        owners: ['Head of Finance'],
        dates: ['31 Mar 2024 (2024-03-31)'],
        status: 'in-progress',
      },
      { title: 'Document the process', owners: ['HR Manager'], dates: [], status: 'withdrawn' },
      { title: 'Train', owners: ['Clerk'], dates: ['by 1/2/25 (2025-02-01)'], status: 'planned' },
    ]);
  });

  it('takes "Jan 23" for a month where the whole column is near the year, and leaves it where it is not', async () => {
    const table = (...dates: readonly string[]) =>
      `Plan\n\nAction\tDue\n${dates.map((date, index) => `Do ${index}\t${date}`).join('\n')}\n`;
    const dates = async (text: string) => (await told(text, 'plan.txt')).flatMap((row) => row.dates);
    expect(await dates(table('Sept 22', 'Jan 23', '31.3.23'))).toEqual([
      ...['Sept 2022 (2022-09-30)', 'Jan 2023 (2023-01-31)', '31.3.23 (2023-03-31)'],
    ]);
    expect(await dates(table('Nov 22', 'By end of Dec 22'))).toEqual([
      ...['Nov 2022 (2022-11-30)', 'By end of Dec 2022 (2022-12-31)'],
    ]);
    expect((await dates(table('Dec 5', 'Jan 23', '31.3.23')))[1]).toMatch(/^Jan 23 /);
  });

  it('takes no date of review for a promise, and no other words for an owner', async () => {
    const [first, second] = await told(
      'Risk ID,Mitigating action,Action owner,Action due date,Review date\nR1,Draft the plan,"Sarah Jones, HR Director",30/09/2024,01/07/2024\nR2,None,N/A,,01/07/2024\n',
      'risks.csv',
    );
    expect(first).toMatchObject({ owners: ['Sarah Jones, HR Director'], dates: ['30/09/2024 (2024-09-30)'] });
    expect(second).toMatchObject({ owners: [], dates: [] });
  });

  it('has what stands under "Closed actions" as complete', async () => {
    const head = 'Ref\tAction\tOwner\tDue\n';
    const rows = await told(
      `Open actions\n${head}1\tA\tX\t\n2\tB\tX\t\n\nClosed actions\n${head}3\tC\tX\t\n4\tD\tX\t\n`,
      'a.txt',
    );
    expect(rows.map(({ status }) => status)).toEqual([undefined, undefined, 'complete', 'complete']);
  });

  it('has a row whose action is struck out as withdrawn', async () => {
    const rows = await told(
      '| Ref | Action | Who | When | Outcome |\n|--|--|--|--|--|\n| 1 | ~~Pilot car club~~ | ~~Transport~~ | ~~Dec 2023~~ | Removed |\n',
      'a.md',
    );
    expect(rows).toEqual([
      { title: 'Pilot car club', owners: ['Transport'], dates: ['Dec 2023 (2023-12-31)'], status: 'withdrawn' },
    ]);
  });

  it('reads a new date in the status, sections above the header, and a count of rows as none', async () => {
    const understood = await understoodText(
      'Plan 2024,,,\nObjective 1: Voids,,,\nAction,Lead,Target,Status\nReview,JC,Jun-24,Slipped - new date Dec-24\nObjective 2: Voice,,,\nAction,Lead,Target,Status\nPanel,ET,Sep-24,Not Started\n2 actions,,,\n',
      'a.csv',
    );
    expect(understood.programmes.map(({ name }) => name)).toEqual(['Objective 1: Voids', 'Objective 2: Voice']);
    expect(actionsIn(understood).map(promisesOf)).toEqual([
      ['Jun-24 (2024-06-30)', 'Dec-24 (2024-12-31)'],
      ['Sep-24 (2024-09-30)'],
    ]);
    expect(outcomesOf(understood).at(-1)).toBe('total');
  });

  it('reads minutes whose table says who beside what was said', async () => {
    const rows = await told(
      `<h1>Minutes of 11 April 2024</h1><p>Present: Anna West (AW), Ben York (BY)</p><table><tr><th>Item<th>Discussion<th>Action</tr>
       <tr><td>1<td>Welcome.<td></tr><tr><td>2<td>The audit was shown. It is to be repeated by June 2024.<td>BY</tr>
       <tr><td>3<td>Rules<td>AW/BY to sign off the policy by 30 April 2024</tr></table>`,
      'a.html',
    );
    expect(rows.map(({ title, owners }) => [title, owners.join()])).toEqual([
      ['It is to be repeated by June 2024', 'Ben York'],
      ['AW/BY to sign off the policy by 30 April 2024', 'Anna West,Ben York'],
    ]);
    expect(rows[1]?.dates).toEqual(['by 30 April 2024 (2024-04-30)']);
  });

  it('knows those present by initials at the end of their lines, and counts no action twice', async () => {
    const understood = await understoodText(
      `GOVERNORS\nMinutes of 5 March 2024\n\nPresent: Mrs Helen Carter (Chair) HC\n  Rev. Tom Banks TB\n\n4. Premises\nQuotes to be obtained for the boiler before Easter.   Action: TB\nHC to walk the site by the end of April. [ACTION HC]\n\nSummary of actions\nNo\tAction\tWho\tBy when\n1\tObtain quotes for boiler\tTB\t29 March\n`,
      'a.txt',
    );
    expect(actionsIn(understood).map(({ title, owners }) => [title.value, owners[0]?.name])).toEqual([
      ['Obtain quotes for boiler', 'Tom Banks'],
      ['Walk the site by the end of April', 'Helen Carter'],
    ]);
    expect(outcomesOf(understood)).toContain('part');
  });

  it('reads notes with numbered lines, and tells earlier actions from new ones', async () => {
    const understood = await understoodText(
      `NOTES\nDate of meeting: 9 October 2023\nAttendees: Alan Bond (AB), Carol Dean (CD)\n\nItem 1 - Review of previous actions\n1.1  AB to circulate the terms - Complete\n\nItem 2 - New actions\n2.1  Action AB: Draft the plan. Due: 27 October 2023\n2.2  CD is asked to name a deputy by 16 October.\n`,
      'a.txt',
    );
    expect(understood.items.map(({ kind }) => kind)).toEqual(['change', 'action', 'action']);
    expect(actionsIn(understood).map(promisesOf)).toEqual([
      ['Due: 27 October 2023 (2023-10-27)'],
      ['by 16 October (2023-10-16)'],
    ]);
  });

  it.each([
    [
      'mail',
      'From: Jo\nSent: 07 February 2024\nSubject: Boiler\n\nAll,\n\nActions from the call:\n\nKim - get quotes\nKim & Lou - site visit w/c 19 Feb\n',
      'a.txt',
      ['Kim', 'Kim,Lou'],
      'Boiler',
    ],
    [
      'web mail',
      '<p>Hi all,</p><p>Thanks for today (10 January 2024). Actions as agreed:</p><ul><li>Everyone: review the register<li>Tom – book rooms (end of Jan)</ul>',
      'a.html',
      ['Everyone', 'Tom'],
      undefined,
    ],
    [
      'check boxes',
      '# Team 18 January 2024\n\n## New actions\n- [ ] Priya – update the site (by 31 Jan)\n- [x] Order chairs (Lee)\n',
      'a.md',
      ['Priya', 'Lee'],
      'Team 18 January 2024',
    ],
    [
      'a letter',
      'Letter\n2 May 2023\n\nThe Chief Nurse will review staffing by 30 June 2023. We thank the Clerk for the report.\n',
      'a.txt',
      ['Chief Nurse'],
      'Letter',
    ],
  ])('reads a %s', async (_, text, name, owners, title) => {
    const understood = await understoodText(text, name);
    expect(actionsIn(understood).map((action) => action.owners.map(({ value }) => value).join())).toEqual(owners);
    expect(understood.title).toBe(title);
  });
});
