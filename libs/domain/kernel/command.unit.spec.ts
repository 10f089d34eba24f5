import { describe, expect, it } from '@jest/globals';
import { IsOptional } from 'class-validator';
import { Nullable, readBody } from './body.js';
import { CommandBody, ReasonedCommand } from './command.js';
import { IsNestedList } from './nested.js';
import { IsDayOrNull, IsLine, IsText } from './validation.js';

class Row {
  @IsLine() name: string;
}
class Sourced extends CommandBody {
  @IsLine(12) title: string;
  @IsOptional() @IsText() text?: string;
}
class Listing extends CommandBody {
  @IsNestedList(() => Row, 2) rows: Row[];
}

const wrongFields = (command: new () => CommandBody, body: object) => {
  const read = readBody(command, body);
  return 'errors' in read ? [...new Set(read.errors.map(({ field }) => field))] : [];
};

describe('a command', () => {
  it.each<[string, new () => CommandBody, object, string[]]>([
    ['needs no reason', CommandBody, {}, []],
    ['may have one', CommandBody, { reason: 'Asked for' }, []],
    ['that is reasoned needs one', ReasonedCommand, {}, ['reason']],
    ['that is reasoned needs one of words', ReasonedCommand, { reason: ' ' }, ['reason']],
    ['that is reasoned takes one', ReasonedCommand, { reason: 'Asked for' }, []],
    ['that is reasoned has the other fields too', ReasonedCommand, { reason: 'x', occurredAt: 'soon' }, ['occurredAt']],
    ['takes no list for an object', CommandBody, { onBehalfOf: [] }, ['onBehalfOf']],
    ['names the field inside an object', CommandBody, { onBehalfOf: { party: 'P1' } }, ['onBehalfOf.source']],
    ['takes a list of objects', Listing, { rows: [{ name: 'one' }] }, []],
    ['names the field inside a list', Listing, { rows: [{ name: 'one' }, {}] }, ['rows[1].name']],
    ['takes no object for a list', Listing, { rows: { name: 'one' } }, ['rows']],
    ['limits a list', Listing, { rows: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] }, ['rows']],
  ])('%s', (_, command, body, fields) => {
    expect(wrongFields(command, body)).toEqual(fields);
  });

  it('takes null where its own class or the one it extends says so, whatever other class has its name', () => {
    const named = (...decorators: PropertyDecorator[]) => {
      class Until extends CommandBody {
        @IsDayOrNull() until?: string | null;
      }
      for (const decorate of [IsOptional(), ...decorators]) decorate(Until.prototype, 'until');
      return Until;
    };
    const nullable = named(Nullable());
    expect(wrongFields(nullable, { until: null })).toEqual([]);
    expect(wrongFields(class extends nullable {}, { until: null })).toEqual([]);
    expect(wrongFields(named(), { until: null })).toEqual(['until']);
  });

  it('takes no lists inside a list of objects', () => {
    expect(wrongFields(Listing, { rows: [[{ name: 'one' }]] })).toContain('rows');
  });
});

/** What is pasted along with words, and means nothing. */
const PASTED = ['\u200b', '\u2060', '\u00ad', '\ufeff'];
const DIRECTIONS = [...'\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069'];

describe('a line of text', () => {
  const read = (body: object) => readBody(Sourced, body);
  const title = (text: string) => read({ title: text });

  it.each(PASTED)('is kept without %j, blanks around it, and what these two leave', (letter) => {
    expect(title(` ${letter}Agree${letter} it${letter}\u00a0`)).toMatchObject({ command: { title: 'Agree it' } });
    const deep = read({ title: 'x', source: `The${letter} plan ` });
    expect(deep).toMatchObject({ command: { source: { document: 'The plan' } } });
    expect(read({ title: 'x', source: { document: ` The${letter} plan` } })).toEqual(deep);
    expect('errors' in title(letter.repeat(3))).toBe(true);
  });

  it('keeps the joiners that a script needs, and is measured as it is kept', () => {
    expect(title('\u0646\u200c\u0645\u200d')).toMatchObject({ command: { title: '\u0646\u200c\u0645\u200d' } });
    expect(title(`${'x'.repeat(12)}${'\u200b'.repeat(300)}`)).toMatchObject({ command: { title: 'x'.repeat(12) } });
    expect('errors' in title('x'.repeat(13))).toBe(true);
  });

  it.each(DIRECTIONS)('is refused with %j, which is named with its place', (letter) => {
    const named = `U+${letter.charCodeAt(0).toString(16).toUpperCase()}`;
    const message = `title must not hold the control of writing direction ${named}, which is its character 7; take it out`;
    expect(title(` \u{1f600}\u200b  a${letter}b`)).toEqual({ errors: [{ field: 'title', message }] });
  });

  it.each(['\n', '\r', '\u2028', '\u2029', '\v', '\u0085'])('is refused with %j, also at its end', (letter) => {
    expect('errors' in title(`Agree${letter}it`)).toBe(true);
    expect('errors' in title(`Agree${letter}`)).toBe(true);
  });
});

describe('a long text', () => {
  it('stays as it is written, and has something to read in it', () => {
    const text = ' \u202eAgree\u200b\nit\u2069 ';
    expect(readBody(Sourced, { title: 'x', text })).toMatchObject({ command: { text } });
    expect(wrongFields(Sourced, { title: 'x', text: '\u200b \u202e' })).toEqual(['text']);
  });
});
