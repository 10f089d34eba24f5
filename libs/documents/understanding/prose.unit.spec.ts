import { describe, expect, it } from '@jest/globals';
import { actionsIn, outcomesOf, promisesOf, understoodText } from '../testing/understood.js';

const MINUTES = `GARDEN COMMITTEE
Minutes of the meeting of 5 February 2019

Present: Mrs A Bell (Chair) (AB), C Dean (CD)
In attendance: E Frost

1. Matters arising
The action from May (CD) is closed. AB's action on the fence is carried forward.

2. Fence
The fence was talked about. CD to paint it by 28 February. ACTION: CD
Action - AB/CD to meet the council. They will report back.
Actions: measure the plot; order seeds

### Action 7:
Write to the neighbours (team) - done 2019-02-04

DECISION: to plant roses from 1 April.

Next steps
- EF: buy a spade (by 1 March)
- beds
`;

describe('minutes', () => {
  it('name actions in many ways, with initials of those present', async () => {
    const understood = await understoodText(MINUTES, 'minutes.txt');
    expect(understood.documentDate?.value).toBe('2019-02-05');
    const actions = actionsIn(understood);
    expect(
      actions.map(({ title, owners }) => [title.value, owners.map(({ value, name }) => name ?? value).join()]),
    ).toEqual([
      ['Paint it by 28 February', 'C Dean'],
      ['Meet the council', 'Mrs A Bell,C Dean'],
      ['measure the plot', ''],
      ['order seeds', ''],
      ['Write to the neighbours', 'team'],
      ['Buy a spade', 'E Frost'],
      ['beds', ''],
    ]);
    expect(actions[0] && promisesOf(actions[0])).toEqual(['by 28 February (2019-02-28)']);
    expect(actions[4]).toMatchObject({
      status: { value: 'complete' },
      completed: { reading: { latest: '2019-02-04' } },
    });
    expect(actions[5] && promisesOf(actions[5])).toEqual(['by 1 March (2019-03-01)']);
  });

  it('name who acts before the mark, in a word for a group, or after "ACTION BY"', async () => {
    const understood = await understoodText(
      `Minutes of the meeting of 9 September 2025

Present: A. Bell (AB), Mr T Owusu (TO, Clerk), Dr Priya Nair (PN)

Action (PN): Write to the county about the hedge, deadline 1 Oct
ACTION AB/TO - count the keys
Action: the events team to draft a plan by end of October
Action: Clerk to publish the accounts - done 12/09/2025
It was agreed that the gate would be locked. ACTION BY: PN
The lamp is broken, and TO will mend it.
ACTION BY: TO
Action: send the lease (draft)
Action: publish the map (October)
Action plan: see page 4
`,
      'minutes.txt',
    );
    const said = actionsIn(understood).map(({ title, owners, promises }) => [
      title.value,
      owners.map(({ value, name }) => name ?? value).join(),
      promises[0]?.value,
    ]);
    expect(said).toEqual([
      ['Write to the county about the hedge, deadline 1 Oct', 'Dr Priya Nair', 'deadline 1 Oct'],
      ['count the keys', 'A. Bell,Mr T Owusu', undefined],
      ['Draft a plan by end of October', 'events team', 'by end of October'],
      ['Publish the accounts', 'Clerk', undefined],
      ['It was agreed that the gate would be locked', 'Dr Priya Nair', undefined],
      ['The lamp is broken, and TO will mend it', 'Mr T Owusu', undefined],
      ['send the lease (draft)', '', undefined],
      ['publish the map', '', 'October'],
    ]);
  });

  it('have lists of actions right under a numbered heading, until the next number', async () => {
    const understood = await understoodText(
      `Minutes of 9 September 2025

4. Actions
- Signage at the ford: PN, 30 Nov
- Team to review the register
- Invite the team to speak
5. Any other business
- rain
`,
      'minutes.txt',
    );
    expect(
      actionsIn(understood).map(({ title, owners }) => [title.value, owners.map(({ value, sure }) => [value, sure])]),
    ).toEqual([
      ['Signage at the ford', [['PN', 'likely']]],
      ['Review the register', [['Team', 'doubtful']]],
      ['Invite the team to speak', []],
    ]);
    expect(outcomesOf(understood)).toEqual(['furniture', 'item', 'item', 'item', 'furniture', 'furniture']);
  });

  it('lose nothing of an action log, a list below "Actions:" or a table of bars', async () => {
    const understood = await understoodText(
      `Minutes of 14 October 2025

Present: Sam Okoro (SO), Beth Lyle (BL), Kay Moss (KM)

2. Action log

Action 12: BL to report on damp - CLOSED
Action 13: SO to share the data. Carried forward to November.
Action 14 (KM): not started, now due 30 November 2025.

3. Winter

BL and SO agreed to draft the leaflet
   Action: BL/SO by 31/10/25
Actions:
  a) BL - order signs (7 Nov)
  b) Comms team to publish

Actions:
SO to call the police by 1 November
KM to write

Action | Owner | Due
Book the hall | SO | 1 Nov 2025
Print it | Comms team | 5 Nov 2025
`,
      'minutes.txt',
    );
    const changes = understood.items.flatMap((item) =>
      item.kind === 'change' ? [[item.reference?.value, item.change, item.owners[0]?.value]] : [],
    );
    expect(changes).toEqual([
      ['12', 'closed', 'BL'],
      ['13', 'carried-forward', 'SO'],
      ['14', 'carried-forward', 'KM'],
    ]);
    expect(
      actionsIn(understood).map(({ title, owners, promises }) => [
        title.value,
        owners.map(({ value }) => value).join(),
        promises[0]?.reading.latest,
      ]),
    ).toEqual([
      ['Book the hall', 'SO', '2025-11-01'],
      ['Print it', 'Comms team', '2025-11-05'],
      ['Draft the leaflet', 'BL,SO', '2025-10-31'],
      ['Order signs', 'BL', '2025-11-07'],
      ['Publish', 'Comms team', undefined],
      ['Call the police by 1 November', 'SO', '2025-11-01'],
      ['Write', 'KM', undefined],
    ]);
  });

  it('take what initials agreed to do by a day, though only other lines are marked', async () => {
    const understood = await understoodText(
      'Minutes of 6 March 2018\n\nPresent: A Bell (AB), C Dean (CD)\n\nAB agreed to circulate the policy by 30 April 2018.\nThe lease will end on 1 May 2018.\nACTION: CD to book the hall by 1 June 2018\n',
      'minutes.txt',
    );
    expect(actionsIn(understood).map(({ title, owners, sure }) => [title.value, owners[0]?.name, sure])).toEqual([
      ['Book the hall by 1 June 2018', 'C Dean', 'likely'],
      [expect.stringContaining('irculate the policy by 30 April 2018'), 'A Bell', 'doubtful'],
    ]);
  });

  it('report on earlier actions, which are no new ones, and record decisions', async () => {
    const { items } = await understoodText(MINUTES, 'minutes.txt');
    const changes = items.flatMap((item) => (item.kind === 'change' ? [[item.change, item.owners[0]?.value]] : []));
    expect(changes).toEqual([
      ['closed', 'CD'],
      ['carried-forward', 'AB'],
    ]);
    const decisions = items.flatMap((item) => (item.kind === 'decision' ? [item] : []));
    expect(decisions).toMatchObject([
      { title: { value: 'Plant roses from 1 April' }, decidedOn: { value: '2019-02-05' } },
    ]);
  });

  it('ask whose initials are not among those present', async () => {
    const { questions } = await understoodText(
      'Minutes of 1 May 2019\n\nPresent: A Bell (AB)\n\nAction: ZZ to go\n',
      'a.txt',
    );
    expect(questions.find(({ code }) => code === 'initials')?.choices.map(({ value }) => value)).toEqual(['ZZ', 'AB']);
  });

  it('leave a list of the text alone, and account for it', async () => {
    const understood = await understoodText('We aim to:\n\n- support people\n- listen\n', 'a.txt');
    expect(understood.items).toEqual([]);
    expect(outcomesOf(understood)).toEqual(['furniture', 'furniture']);
  });
});

describe('a log', () => {
  it('holds actions, decisions and messages in one table', async () => {
    const text = [
      'Log of 18 May 2010',
      '',
      'No.  Decision or Action        Who?   When?',
      '1.   Action - Call the group   PT     ASAP',
      '2.   Decision - Meet in',
      '     October and April.',
      '3.   Message - Terms change',
    ].join('\n');
    const { items } = await understoodText(text, 'a.txt');
    expect(items.map(({ kind }) => kind)).toEqual(['action', 'decision', 'note']);
    expect(items[1]).toMatchObject({
      title: { value: 'Meet in October and April.' },
      decidedOn: { value: '2010-05-18' },
    });
  });

  it('is known by a column of kinds too', async () => {
    const { items } = await understoodText(
      'Type,Description,Owner\nAction,Call them,PT\nDecision,Meet twice,\n',
      'a.csv',
    );
    expect(items.map(({ kind }) => kind)).toEqual(['action', 'decision']);
  });
});

describe('a mail', () => {
  it('tells its day, and who is to do what', async () => {
    const text =
      'From: Jo\nSent: 12 March 2019 09:14\nSubject: To do\n\nThe actions were:\n1. Priya to send the budget by 22 March\n2. Tom Hall - book the room (by end of April)\n3. Chase the roofer - Sam, 29/03/2019\n';
    const understood = await understoodText(text, 'mail.txt');
    expect(understood.title).toBe('To do');
    expect(
      actionsIn(understood).map(({ title, owners, promises }) => [
        title.value,
        owners[0]?.value,
        promises[0]?.reading.latest,
      ]),
    ).toEqual([
      ['Send the budget by 22 March', 'Priya', '2019-03-22'],
      ['Book the room', 'Tom Hall', '2019-04-30'],
      ['Chase the roofer', 'Sam', '2019-03-29'],
    ]);
  });
});
