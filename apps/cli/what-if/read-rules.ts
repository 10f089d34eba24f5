import { readFileSync } from 'node:fs';
import { isMap, LineCounter, type Node, parseDocument } from 'yaml';
import { wrongField } from '#apps/server/http/problem.js';
import { readBody } from '#domain/kernel/body.js';
import { Rules } from '#domain/what-if/rules.js';

/** Reads rules written as YAML. Fails with `bad-rules`, naming file, line and field of every mistake. */
export function readRules(file: string): Rules {
  const lines = new LineCounter();
  const document = parseDocument(textOf(file), { lineCounter: lines, schema: 'core' });
  const [broken] = document.errors;
  if (broken) throw badRules(`${file}:${broken.linePos?.[0].line ?? 1}: ${broken.message.split('\n')[0]}`);
  const given = document.toJS() ?? {};
  const read = readBody(Rules, given);
  const at = (field: string) => `${file}:${lines.linePos(offsetOf(document.contents, field)).line || 1}`;
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
  if (!scheme && !breach) throw badRules(`${file}:1: holds no rule; there are scheme and breach`);
  if (breach && breach.tolerance === undefined && breach.consecutive === undefined)
    throw badRules(`${at('breach')}: breach: give a tolerance, or consecutive, or both`);
  return read.command;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw badRules(`${file} cannot be read; name a file of rules`);
  }
}

/** Where a field such as `scheme.ratings[0].word` begins, or the nearest that there is of it. */
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
