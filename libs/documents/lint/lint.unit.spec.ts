import { describe, expect, it } from '@jest/globals';
import { lintText } from '../testing/understood.js';

const said = (findings: Awaited<ReturnType<typeof lintText>>) => findings.map(({ code, text }) => `${code}: ${text}`);
const codes = (findings: Awaited<ReturnType<typeof lintText>>) => findings.map(({ code }) => code);
const dated = (...lines: readonly string[]) => ['Plan of 1 March 2018', '', ...lines].join('\n');
const periods = '\t16/17\t17/18\t18/19\t19/20\t20/21';

describe('the figures of a plan', () => {
  it('agree with their labels', async () => {
    const wrong = dated(
      periods,
      'Change on 16/17 (rise of 40%, 90 in all between 16/17 and 20/21)\t-\t10 (5%)\t20 (10%)\t30 (15%)\t40 (20%)',
      'Beds (increase of 20 or 8% between 16/17 and 20/21)\t200\t210\t220\t230\t240',
    );
    expect(said(await lintText(wrong, 'a.txt'))).toEqual([
      'label-against-cells: The label says 40% and 90 from 16/17 to 20/21. Its cells give 40 (20%).',
      'label-against-cells: The label says 20 and 8% from 16/17 to 20/21. Its cells give 40 (20%).',
    ]);
    const right = wrong.replace('40%, 90', '20%, 40').replace('20 or 8%', '40 or 20%');
    expect(await lintText(right, 'a.txt')).toEqual([]);
  });

  it('hang together from year to year', async () => {
    const base = dated(periods, 'Extra people\t10\t20\t30\t40\t50', 'All people\t1010\t1020\t1030\t1040\t1049');
    expect(said(await lintText(base, 'a.txt'))).toEqual([
      'total-is-not-sum: "Extra people" and "All people" differ by 1000 in 4 periods and by 999 in 20/21.',
    ]);
    const share = dated(
      periods,
      'Seen\t50\t51\t52\t53\t55',
      'Ill\t200\t210\t215\t230\t240',
      'Share seen\t25.0%\t24.3%\t24.2%\t23.0%\t29.9%',
    );
    expect(codes(await lintText(share, 'a.txt'))).toEqual(['percentage-against-figures']);
    const brackets = dated(periods, 'Beds\t10 (6 new & 4 old)\t12 (6 new & 4 old)\t13\t14\t15');
    expect(said(await lintText(brackets, 'a.txt'))).toEqual([
      'total-is-not-sum: The cell says 12. The figures in its brackets add up to 10.',
    ]);
    const running = dated(
      'Year\tMore\tIn all',
      '2017/18\t5\t100',
      '2018/19\t10\t110',
      '2019/20\t20\t130',
      '2020/21\t5\t140',
      '2021/22\t10\t150',
    );
    expect(codes(await lintText(running, 'a.txt'))).toEqual(['total-is-not-sum']);
  });

  it('follow from the figures that a sentence names', async () => {
    expect(
      codes(await lintText('Of them 45 of 90 (55%) came. The list holds 200: 60% of this is 130.', 'a.txt')),
    ).toEqual(['percentage-against-figures', 'percentage-against-figures']);
    expect(await lintText('Of them 45 of 90 (50%) came. The list holds 7469: 60% of this is 4481.', 'a.txt')).toEqual(
      [],
    );
  });

  it('add up in a row of totals', async () => {
    const text = (total: number, count: number) =>
      `Action,Lead,Cost\nPaint it,HR,10\nBuild it,HR,20\nTotal: ${count} actions,,${total}\n`;
    expect(await lintText(text(30, 2), 'a.csv')).toEqual([]);
    expect(codes(await lintText(text(31, 2), 'a.csv'))).toEqual(['total-is-not-sum']);
    expect(codes(await lintText(text(30, 3), 'a.csv'))).toEqual(['total-is-not-sum']);
  });
});

describe('the dates of a plan', () => {
  it('are over where a thing is complete', async () => {
    const text = dated('Action\tDue', 'Review the service\tCompleted end 2018/19.', 'Open it\tCompleted Jan 2018');
    expect(said(await lintText(text, 'a.txt'))).toEqual([
      'completed-in-future: "Completed end 2018/19." says that it is complete. 2019-03-31 was still to come on 2018-03-01.',
    ]);
  });

  it('agree between the text and the table, and within a row', async () => {
    const text = dated(
      'The estates recovery plan, which is due for submission on 15 March, is nearly done.',
      '',
      'Action\tDue',
      'Estates recovery plan submission\tEnd March 2018',
      'Publish the report by 1 May 2018\t1 June 2018',
    );
    expect(said(await lintText(text, 'a.txt'))).toEqual([
      'two-dates: The text says "15 March" for "Estates recovery plan submission", and the table "End March 2018".',
      'two-dates: The action says "1 May 2018", and its date "1 June 2018".',
    ]);
    expect(await lintText(text.replace('15 March', '31 March').replace('1 June', '1 May'), 'a.txt')).toEqual([]);
    expect(await lintText(dated('Actions', '- Read it before 14 October 2018'), 'a.txt')).toEqual([]);
  });

  it('name the year of a quarter, a day that is and the right weekday', async () => {
    const text = dated(
      'We meet on Monday 14 March 2018.',
      '',
      'Action\tDue',
      'Start the thing\tEnd Q2',
      'Stop the thing\t31/02/2019',
      'Go on with it\tQ2 2018/19',
      'We close\tWednesday 14 March 2018',
    );
    expect(said(await lintText(text, 'a.txt'))).toEqual([
      'quarter-without-year: "End Q2" names a quarter without its year.',
      'weekday-against-date: "Monday 14 March 2018" is a Wednesday.',
      'date-cannot-be: There is no day "31/02/2019".',
    ]);
  });
});

describe('the rows of a plan', () => {
  it('have approvals that are not still awaited elsewhere', async () => {
    const text = (sentence: string) =>
      dated(sentence, '', 'Action\tDue', 'Financial approval received for the new ward\tConfirmed');
    const awaited = await lintText(
      text('The financial case for the new ward is currently going through prioritisation.'),
      'a.txt',
    );
    expect(codes(awaited)).toEqual(['confirmed-and-awaited']);
    expect(awaited[0]?.passages.map(({ place }) => place.line)).toEqual([3, 6]);
    expect(await lintText(text('The financial case for the new ward was approved.'), 'a.txt')).toEqual([]);
  });

  it('point at rows that are there, and have references of their own', async () => {
    const text =
      'Ref,Action,Lead,Due,Comment\n1.1,Open it,HR,May 2018,see 3.2\n1.2,Close it,HR,May 2018,Dependent on 1.1\n1.2,Sell it,HR,May 2018,\n';
    expect(said(await lintText(text, 'a.csv'))).toEqual([
      'missing-reference: It points at 3.2, and no row has that reference.',
      'reference-twice: The reference 1.2 stands for two actions.',
    ]);
  });

  it('stand once, with an owner or a date', async () => {
    const text =
      'Action,Lead,Due\nAssess the chance to become a pilot site for sleep,HR,May 2018\nAssess the chance to become a sleep pilot site,HR,June 2018\nSend the May return to the centre,HR,May 2018\nSend the June return to the centre,HR,June 2018\nFloat about,,\n';
    expect(said(await lintText(text, 'a.csv'))).toEqual([
      'same-action-twice: "Assess the chance to become a pilot site for sleep" and "Assess the chance to become a sleep pilot site" seem to be the same action, with "May 2018" and "June 2018".',
      'no-owner-no-date: "Float about" has neither an owner nor a date.',
    ]);
  });

  it('have owners who are somewhere else', async () => {
    const rows = ['Director of Nursing', 'Director of Nursing', 'Direcotr of Nursing'].map(
      (lead, index) => `Do ${'abc'[index]} thing,${lead},May 2018`,
    );
    expect(said(await lintText(['Action,Lead,Due', ...rows].join('\n'), 'a.csv'))).toEqual([
      'owner-nowhere-else: The owner "Direcotr of Nursing" is written like "Director of Nursing", who owns others.',
    ]);
    const leads = [
      'Ward 4',
      'Ward 4',
      'Ward 5',
      'Team A',
      'Team A',
      'Team B',
      'DN',
      'DN',
      'CN',
      'CN',
      'DF',
      'DF',
      'MD',
    ];
    const some = leads.map((lead, index) => `Do ${'abcdefghijklm'[index]} thing,${lead},May 2018`);
    expect(codes(await lintText(['Action,Lead,Due', ...some].join('\n'), 'a.csv'))).toEqual([]);
    const many = ['AB', 'CD', 'EF', 'GH', 'IJ'].flatMap((lead) => [lead, lead]);
    const lone = [...many, 'AX'].map((lead, index) => `Do ${'abcdefghijk'[index]} thing,${lead},May 2018`);
    expect(said(await lintText(['Action,Lead,Due', ...lone].join('\n'), 'a.csv'))).toEqual([
      'owner-nowhere-else: The owner "AX" is named nowhere else.',
    ]);
  });

  it('have owners who are present, or whom the ledger knows', async () => {
    const text = 'Minutes of 1 May 2019\n\nPresent: A Bell (AB)\n\nAction: ZZ to go\nAction: ALL to stay\n';
    expect(said(await lintText(text, 'a.txt'))).toEqual([
      'owner-nowhere-else: The owner "ZZ" is not among those present.',
    ]);
    const parties = [{ reference: 'P1', name: 'Zoe Zander', initials: 'ZZ' }];
    expect(await lintText(text, 'a.txt', { parties })).toEqual([]);
  });
});
