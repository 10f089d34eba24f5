import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import type { TargetItem } from '../model/items.js';
import type { Understood } from '../model/understood.js';
import { actionsIn, promisesOf, understoodText } from '../testing/understood.js';

const targetsIn = ({ items }: Understood) => items.filter((item): item is TargetItem => item.kind === 'target');
const pointsOf = ({ points }: TargetItem) =>
  points.map(({ period, value, is, condition }) =>
    [period, value, is[0], condition].filter((one) => one !== undefined).join(' '),
  );

describe('tables of figures', () => {
  it('by columns give targets and measurements, with the figures in brackets as their own', async () => {
    const text = [
      'Plan of March 2018',
      '',
      '\t16/17 Actual\tYear 2 2017/18\t2018/19 Target',
      'People seen (in year)\t1,200 (800 LTC & 400 core)\t163 (4.2%)\t30%',
      'Waits\t-\t96%\tTBC',
    ].join('\n');
    const [people, long, core, percent, waits] = targetsIn(await understoodText(text, 'a.txt'));
    expect(people && pointsOf(people)).toEqual(['2016/17 1200 m', '2017/18 163 t', '2018/19 30 t']);
    expect(long && pointsOf(long)).toEqual(['2016/17 800 m']);
    expect(core?.measure.value).toBe('People seen (in year) (core)');
    expect(percent && pointsOf(percent)).toEqual(['2017/18 4.2 t']);
    expect(waits && pointsOf(waits)).toEqual(['2017/18 96 t']);
  });

  it('by rows give a target for each column, conditions and a total beside them', async () => {
    const text = [
      'March 2018',
      '',
      'Year\tMore seen\tIn all',
      '2017/18\t(up by 108 since 2016)\t248',
      '2018/19\t102 (subject to money)\t350',
      '2019/2020\t35\t385',
      'Total more seen 137 by 2020\t\t',
    ].join('\n');
    const found = targetsIn(await understoodText(text, 'a.txt'));
    expect(found.map(({ measure }) => measure.value)).toEqual(['More seen', 'In all', 'Total more seen']);
    expect(found.map(pointsOf)).toEqual([
      ['2017/18 108 t up by 108 since 2016', '2018/19 102 t subject to money', '2019/20 35 t'],
      ['2017/18 248 t', '2018/19 350 t', '2019/20 385 t'],
      ['2020 137 t'],
    ]);
  });

  it('of months and quarters that are over are measurements', async () => {
    const text = [
      'March 2018',
      '',
      'Session\tReferrals',
      'Quarter 1 2017\t51',
      'Quarter 2 2017\t162',
      '',
      '\tDec 17 (rounded)',
      'Seen in time\t96%',
    ].join('\n');
    const [referrals, seen] = targetsIn(await understoodText(text, 'a.txt'));
    expect(referrals && pointsOf(referrals)).toEqual(['2017/18-Q1 51 m', '2017/18-Q2 162 m']);
    expect(seen?.points).toMatchObject([
      { period: '2017-12', unit: 'percent', qualifier: 'rounded', is: 'measurement' },
    ]);
  });
});

const table = (...rows: readonly string[]) =>
  ['Action\tTime scale', ...rows.map((row, index) => `${row}\tQ${(index % 4) + 1} 2018/19`)].join('\n');
const page = (title: string, ...content: readonly string[]) => `\n\n\n${title}\n\n\n\n${content.join('\n\n')}\n`;
const FOOTER = 'OUR CARE\nWorking together for you';

describe('the areas of a plan', () => {
  const plan = [
    '\nThe Plan\n\nMarch 2018\n',
    page('Our Vision', 'We care.'),
    page('Sleep Programme', 'It runs well.', table('Open a clinic')),
    `\n${FOOTER}\n`,
    '\nShow that more people sleep as well as those in the next county\n\nThey do.\n',
    `\n${table('Count them', 'Tell them')}\n`,
    page('Sleep: training', 'Staff train.'),
    page('Food', 'Good food.', FOOTER, table('Cook', 'Serve')),
    page('Food Growth milestones', '\t2017/18\t2018/19\nMeals\t12\t15'),
    page('Work', 'No table here.'),
    page('Governance'),
  ].join('');

  it('are its headings, and pages without one that begin with what they are to achieve', async () => {
    const understood = await understoodText(plan, 'plan.txt');
    expect(understood.programmes.map(({ name }) => name)).toEqual([
      'Sleep Programme',
      'Show that more people sleep as well as those in the next county',
      'Food',
      'Work',
    ]);
    const byKey = new Map(understood.programmes.map(({ key, name }) => [key, name.split(' ')[0]]));
    expect(understood.items.map(({ programme }) => byKey.get(programme ?? ''))).toEqual([
      'Sleep',
      'Show',
      'Show',
      'Food',
      'Food',
      'Food',
    ]);
  });

  it('hold nothing of what pages repeat', async () => {
    const { items } = await understoodText(
      plan.replace(`\n${FOOTER}\n`, '\nOUR CA\t4\nWorking together for\t you\nOUR CARE\t\n'),
      'plan.txt',
    );
    expect(items.filter((item) => 'title' in item && /together|CARE/.test(item.title.value))).toEqual([]);
  });
});

describe('the timescales of the seed plan', () => {
  const file = new URL('../../../../seeds/dorset-mental-health-2018/rows.yaml', import.meta.url);
  const { rows } = parse(readFileSync(fileURLToPath(file), 'utf8')) as { rows: { timescale: string | null }[] };

  it('are kept to the letter, each of the 72 rows accounted for', async () => {
    const text = [
      'Plan of March 2018',
      '',
      'Action\tTime scale',
      ...rows.map(({ timescale }, index) => `Agree number ${index}\t${timescale ?? ''}`),
    ].join('\n');
    const understood = await understoodText(text, 'plan.txt');
    const actions = actionsIn(understood);
    expect(rows).toHaveLength(72);
    expect(actions.map(({ promises }) => promises[0]?.value ?? null)).toEqual(rows.map(({ timescale }) => timescale));
    expect(understood.accounts.filter(({ outcome }) => outcome === 'item')).toHaveLength(72);
    expect(actions.flatMap(promisesOf)).toContain('By end Q1 (2018-06-30)');
  });
});
