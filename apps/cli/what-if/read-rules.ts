import { readFileSync } from 'node:fs';
import { type Document, isMap, LineCounter, type Node, parseDocument, visit } from 'yaml';
import { wrongField } from '#application/index.js';
import { Rules, readBody } from '#domain/index.js';

/** Errors: `bad-rules`, with file, line and field of every mistake. */
export function readRules(file: string): Rules {
  const lines = new LineCounter();
  const document = parseDocument(readText(file), { lineCounter: lines, schema: 'core', logLevel: 'error' });
  const lineOf = (offset: number) => `${file}:${lines.linePos(offset).line || 1}`;
  const at = (field: string) => lineOf(offsetOf(document.contents, field));
  const broken = brokenAt(document);
  if (broken) throw badRules(`${lineOf(broken.offset)}: ${broken.message}`);
  const given = document.toJS() ?? {};
  if (typeof given !== 'object' || Array.isArray(given)) throw badRules(`${file}:1: ${NO_RULE}`);
  const read = readBody(Rules, given);
  if ('errors' in read)
    throw badRules(
      read.errors
        .map(
          ({ field, message }) =>
            `${at(field)}: ${field === '' ? '' : `${field}: `}${message.replace('this command', 'these rules')}`,
        )
        .join('\n'),
    );
  const { scheme, breach } = read.command;
  if (!scheme && !breach) throw badRules(`${file}:1: ${NO_RULE}`);
  if (breach && breach.tolerance === undefined && breach.consecutive === undefined)
    throw badRules(`${at('breach')}: breach: give a tolerance, or consecutive, or both`);
  return read.command;
}

const NO_RULE = 'contains no rule; add scheme or breach';

function brokenAt(document: Document): { readonly offset: number; readonly message: string } | undefined {
  const [error] = document.errors;
  if (error?.code === 'MULTIPLE_DOCS')
    return { offset: error.pos[0], message: 'the file has a second YAML document; keep one' };
  if (error?.code === 'RESOURCE_EXHAUSTION')
    return { offset: error.pos[0], message: 'nested too deeply; rules are flat' };
  if (error) return { offset: error.pos[0], message: error.message.split(/ at line \d|\n/)[0] ?? '' };
  let mistake: { readonly offset: number; readonly message: string } | undefined;
  visit(document, {
    Alias(_, { source, range }) {
      mistake = { offset: range?.[0] ?? 0, message: `the YAML alias *${source} is not supported; write its value out` };
      return visit.BREAK;
    },
  });
  return mistake;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw badRules(`${file} cannot be read; name an existing YAML file of rules`);
  }
}

/** Falls back to the nearest existing parent of the field. */
function offsetOf(root: Node | null, field: string): number {
  let node: unknown = root;
  let offset = 0;
  for (const part of field.split(/[.[\]]+/).filter((each) => each !== '')) {
    const pair = isMap(node) ? node.items.find(({ key }) => String(key) === part) : undefined;
    const inner: unknown = pair ? pair.value : (node as { items?: unknown[] } | null)?.items?.[Number(part)];
    const start = ((pair ? pair.key : inner) as Node | undefined)?.range?.[0];
    if (start === undefined) return offset;
    offset = start;
    node = inner;
  }
  return offset;
}

const badRules = (message: string) => wrongField('bad-rules', 'rules', message);
