import { it } from '@jest/globals';
import { type ErrorDefinition, families } from '#errors/index.js';
import { expectPage, markdownTable } from './page.js';

const COLUMNS = ['code', 'status', 'what it says', 'fields'];

/** Those of one status together, and within it by name. */
function rowsOf(family: Readonly<Record<string, ErrorDefinition>>): string[][] {
  return Object.entries(family)
    .map(([code, { status, meaning, fields }]) => [`\`${code}\``, String(status), meaning, fieldsOf(fields)])
    .sort(([one, first], [other, second]) => (`${first} ${one}` < `${second} ${other}` ? -1 : 1));
}

function fieldsOf(fields: ErrorDefinition['fields']): string {
  const names = Object.entries(fields).map(([name, type]) => (type.endsWith('?') ? `\`${name}?\`` : `\`${name}\``));
  return names.join(', ');
}

it('docs/api.md lists every error of the registry', () => {
  const sections = Object.entries<Readonly<Record<string, ErrorDefinition>>>(families).map(
    ([title, family]) => `### ${title}\n\n${markdownTable(COLUMNS, rowsOf(family))}\n`,
  );
  expectPage('api.md', sections.join('\n'));
});
