import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { openApiDocument } from '#apps/server/openapi/document.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads of a body what it expects there.
  readonly body: any;
  /** The body as it was written. */
  readonly text: string;
}

type Operation = { readonly responses: Readonly<Record<string, object>> };
type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

const document = openApiDocument() as { readonly paths: Paths };
const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
addFormats.default(ajv);
ajv.addSchema(document, 'openapi');
// Where two match, the one that names more of the path is meant.
const templates = Object.keys(document.paths)
  .sort((a, b) => a.split('{').length - b.split('{').length)
  .map((template) => ({
    template,
    pattern: new RegExp(`^${template.replace('{tile}', '.+').replace(/\{\w+\}/g, '[^/]+')}$`),
  }));

/**
 * Requires that an answer is one that the OpenAPI document declares, by method, path and status, and throws where it
 * is not. What was asked of no declared path may only be answered with a problem, and nothing is ever a 500.
 */
export function requireDeclared(method: string, path: string, answer: Answer): void {
  const asked = `${method} ${path}`;
  const contentType = answer.headers.get('content-type')?.split(';')[0] ?? '';
  if (answer.status >= 400) requireProblem(asked, answer, contentType);
  const template = templates.find(({ pattern }) => pattern.test(path.split('?')[0] as string))?.template ?? '';
  const operation = document.paths[template]?.[method.toLowerCase()];
  if (!operation) {
    if (answer.status < 400 && !path.startsWith('/api/docs')) throw new Error(`${asked} is answered, undeclared.`);
    return;
  }
  const status = Object.hasOwn(operation.responses, answer.status) ? String(answer.status) : 'default';
  const pointer = ['paths', template, method.toLowerCase(), 'responses', status, 'content', contentType, 'schema'];
  const validate = ajv.getSchema(`openapi#/${pointer.map(escaped).join('/')}`);
  if (!validate) throw new Error(`${asked} answers ${answer.status} as ${contentType}, which is not declared.`);
  if (!validate(answer.body ?? answer.text))
    throw new Error(`${asked} answers ${answer.status} otherwise than declared: ${ajv.errorsText(validate.errors)}`);
}

function requireProblem(asked: string, { status, headers, body, text }: Answer, contentType: string): void {
  const said = `${asked} answers ${status} ${contentType} ${text.slice(0, 500)}`;
  if (status === 500) throw new Error(`${said}: never a 500.`);
  if ((status === 429 || status === 503) && !/^\d+$/.test(headers.get('retry-after') ?? ''))
    throw new Error(`${said}: it does not say when to come back.`);
  if (contentType !== 'application/problem+json' || body?.status !== status) throw new Error(`${said}: no problem.`);
}

/** A part of a JSON pointer in an address. */
function escaped(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}
