import { describe, expect, it } from '@jest/globals';
import { type Aggregate, aggregates, commandSchemas } from '#domain/index.js';
import { forms, MAIN_VERBS } from './forms.js';
import type { FieldWords } from './words/form-words.js';
import { CIRCUMSTANCES } from './words/form-words.js';

/** Raised by the ledger itself when a day has come, or given where the private key is. */
const isRaised = (verb: string) => verb.startsWith('raise-') || verb === 'rotate-signing-key';

const schemas = commandSchemas() as Readonly<
  Record<
    string,
    { properties?: Record<string, { $ref?: string; enum?: string[]; items?: { $ref?: string } }>; required?: string[] }
  >
>;

/** Kinds that have forms, until every kind has. */
const KINDS = Object.values(aggregates).filter(({ kind }) => forms.some((form) => form.kind === kind));

describe('the words of the forms', () => {
  it.each(KINDS.map(({ kind, plural }) => ({ kind, plural })))('name each command of $kind', ({ kind }) => {
    const aggregate: Aggregate = aggregates[kind as keyof typeof aggregates];
    const commands = Object.keys(aggregate.verbs).filter((verb) => !isRaised(verb));
    if (aggregate.creation) commands.push('new');
    const named = forms.filter((form) => form.kind === kind).map(({ verb }) => verb ?? 'new');
    expect(named.sort()).toEqual(commands.sort());
  });

  it.each(forms.map((form) => ({ form, path: form.path })))('$path asks each field of its command', ({ form }) => {
    const { words, rule } = form;
    const { properties = {}, required = [] } = schemas[rule.body.name] ?? {};
    const isOwn = (name: string) => !(name in CIRCUMSTANCES) && (name !== 'reason' || required.includes('reason'));
    const asked = [
      ...Object.keys(words.fields),
      ...Object.keys(words.leftOut ?? {}),
      ...(words.corrects ? ['value'] : []),
    ];
    expect(Object.keys(properties).filter((name) => isOwn(name) && !asked.includes(name))).toEqual([]);
    for (const field of form.fields().own)
      expect([field.name, missingWithin(field.words, field.name, properties)]).toEqual([field.name, []]);
  });

  it.each(forms.filter(({ words }) => words.corrects).map((form) => ({ form, path: form.path })))(
    '$path takes each field that may be corrected',
    ({ form }) => {
      const corrected = [...(schemas[form.rule.body.name]?.properties?.field?.enum ?? [])].sort();
      expect(corrected.length).toBeGreaterThan(0);
      expect(Object.keys(form.words.corrects ?? {}).sort()).toEqual(corrected);
      expect(Object.keys(form.words.fields.field?.choices ?? {}).sort()).toEqual(corrected);
      for (const name of corrected)
        expect(form.fields({ field: name }).own.map((each) => each.name)).toContain('value');
    },
  );

  it.each(forms.map((form) => ({ form, path: form.path })))('$path leads only to forms that are', ({ form }) => {
    const { instead } = form.words;
    if (!instead) return;
    const other = forms.find(({ kind, verb }) => kind === form.kind && verb === instead.verb);
    expect(other).toBeDefined();
    if (instead.field) expect(Object.keys(other?.words.corrects ?? {})).toContain(instead.field);
  });

  it('have main verbs that are', () => {
    for (const { kind } of KINDS)
      for (const verb of MAIN_VERBS[kind] ?? [])
        expect(Object.keys((aggregates[kind as keyof typeof aggregates] as Aggregate).verbs)).toContain(verb);
  });
});

/** Fields of a nested body that must be given and that no words ask. */
function missingWithin(
  words: FieldWords,
  name: string,
  properties: Record<string, { $ref?: string; enum?: string[]; items?: { $ref?: string } }>,
) {
  const ref = properties[name]?.$ref ?? properties[name]?.items?.$ref;
  const { required = [] } = schemas[ref?.split('/').pop() ?? ''] ?? {};
  return required.filter((each) => !(each in (words.within ?? {})));
}
