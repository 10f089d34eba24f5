import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { problemOf } from '#application/problems/problem.js';
import { readRules } from './read-rules.js';

const folder = mkdtempSync(join(tmpdir(), 'rules-'));
afterAll(() => rmSync(folder, { recursive: true }));

function readText(...lines: readonly string[]) {
  const file = join(folder, 'rules.yaml');
  writeFileSync(file, lines.join('\n'));
  return readRules(file);
}

/** Why a file is refused, its lines without the folder. */
function refusalOf(read: () => unknown): string[] {
  try {
    read();
  } catch (error) {
    expect(problemOf(error)).toMatchObject({ status: 400, code: 'bad-rules', errors: [{ field: 'rules' }] });
    return (error as Error).message.replaceAll(`${folder}/`, '').split('\n');
  }
  throw new Error('The rules were taken.');
}

describe('rules written as YAML', () => {
  it('are read as they stand', () => {
    const rules = readText('# of breaches', 'breach:', '  tolerance: 2%', '  consecutive: 2', '  programmes: [SMI]');
    expect(rules).toEqual({ breach: { tolerance: '2%', consecutive: 2, programmes: ['SMI'] } });
    expect(readText('scheme: { derived: { offTrackAfterDays: 14 } }')).toEqual({
      scheme: { derived: { offTrackAfterDays: 14 } },
    });
  });

  it.each([
    ['an empty file', [''], '1: contains no rule'],
    ['a list', ['- breach'], '1: contains no rule'],
    ['a word', ['breach'], '1: contains no rule'],
    ['a rule of nothing', ['breach:'], '1: breach: breach must not be null'],
    ['a breach rule that changes nothing', ['scheme: {}', 'breach: { targets: [A] }'], '2: breach: give a tolerance'],
    ['an unknown rule', ['scheme: {}', 'rating: {}'], '2: rating: rating is not a field of these rules'],
    ['an unknown field', ['breach:', '  tolerence: 2%'], '2: breach.tolerence: tolerence is not a field'],
    ['a name that every object has', ['__proto__: { a: 1 }'], '1: __proto__: __proto__ is not a field'],
    ['a number for a tolerance', ['breach:', '  tolerance: 1.5'], '2: breach.tolerance: tolerance must be text'],
    ['a row of none', ['breach:', '  consecutive: 0'], '2: breach.consecutive: consecutive must not be less than 1'],
    ['no number', ['breach: { consecutive: .nan }'], '1: breach.consecutive: '],
    ['a colour that there is not', ['scheme:', '  ratings:', '    - rating: purple'], '2: scheme.ratings: '],
    ['broken YAML', ['breach:', '\tconsecutive: 2'], '2: Tabs are not allowed as indentation'],
    ['a rule given twice', ['breach:', '  consecutive: 2', '  consecutive: 3'], '3: Map keys must be unique'],
    ['two documents', ['breach: { consecutive: 2 }', '---', 'scheme: {}'], '2: the file has a second YAML document'],
    ['lists in lists without end', [`breach: ${'['.repeat(20_000)}`], '1: nested too deeply'],
    [
      'an alias of nothing',
      ['breach:', '  targets: *these'],
      '2: the YAML alias *these is not supported; write its value out',
    ],
    [
      'an alias of itself',
      ['breach: &b', '  targets: *b'],
      '2: the YAML alias *b is not supported; write its value out',
    ],
  ])('are refused where they are %s', (_, lines, why) => {
    expect(refusalOf(() => readText(...lines))[0]).toContain(`rules.yaml:${why}`);
  });

  it('are refused with every mistake on a line of its own', () => {
    const lines = ['breach:', '  tolerance: "2 percent"', '  consecutive: 2.5', 'scheme:', '  derived:', '    days: 1'];
    expect(refusalOf(() => readText(...lines)).map((line) => line.split(' ').slice(0, 2))).toEqual([
      ['rules.yaml:6:', 'scheme.derived.days:'],
      ['rules.yaml:2:', 'breach.tolerance:'],
      ['rules.yaml:3:', 'breach.consecutive:'],
    ]);
  });

  it('are refused where there is no such file, or it is a folder', () => {
    expect(refusalOf(() => readRules(join(folder, 'none.yaml')))).toEqual([
      'none.yaml cannot be read; name an existing YAML file of rules.',
    ]);
    expect(refusalOf(() => readRules(folder))).toEqual([
      `${folder} cannot be read; name an existing YAML file of rules.`,
    ]);
  });
});
