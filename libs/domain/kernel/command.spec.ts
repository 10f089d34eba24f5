import { describe, expect, it } from '@jest/globals';
import { IsOptional } from 'class-validator';
import { Nullable, readBody } from './body.js';
import { CommandBody, ReasonedCommand } from './command.js';
import { IsNestedList } from './nested.js';
import { IsDayOrNull, IsLine } from './validation.js';

class Row {
  @IsLine() name: string;
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
