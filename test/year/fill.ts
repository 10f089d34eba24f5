import { day, time } from '#pages/words/dates.js';
import { type Control, type PageForm, type Sent, untouched } from './plain-browser.js';

/** A form does not offer what is to be typed into it. */
export class NotOffered extends Error {}

type Leaf = readonly [path: string, value: unknown];

/** Types a command's body into a form, as a person who reads the page would; the other fields stay as they are. */
export function filled(form: PageForm, body: object): Sent {
  return leavesOf(body).reduce<Sent>((sent, [path, value]) => typedInto(form, sent, path, value), untouched(form));
}

/** A list of texts is one leaf; a list of objects has rows: `affects[0].reference`. */
function leavesOf(value: object, prefix = ''): readonly Leaf[] {
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]): readonly Leaf[] => {
    const path = prefix + name;
    if (inner === undefined) return [];
    if (Array.isArray(inner) && inner.some(isObject))
      return inner.flatMap((row: object, index) => leavesOf(row, `${path}[${index}].`));
    return isObject(inner) ? leavesOf(inner, `${path}.`) : [[path, inner]];
  });
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function typedInto(form: PageForm, sent: Sent, path: string, value: unknown): Sent {
  const controls = form.controls.filter(({ name }) => name === path);
  const [first] = controls;
  if (!first) throw new NotOffered(`${form.action} has no field ${path}`);
  const others = sent.filter(([name]) => name !== path && name !== `${path}.time`);
  const typed = typedAs(first, controls, value);
  if (!typed) throw new NotOffered(`${form.action} does not offer ${JSON.stringify(value)} for ${path}`);
  if (!form.controls.some(({ name }) => name === `${path}.time`))
    return [...others, ...typed.map((each) => [path, each] as const)];
  const at = String(value);
  return [...others, [path, dayAsTyped(at.slice(0, 10))], [`${path}.time`, time(at)]];
}

/** Undefined where the field has no such choice. */
function typedAs(
  { as, options }: Control,
  controls: readonly Control[],
  value: unknown,
): readonly string[] | undefined {
  const texts = (Array.isArray(value) ? value : [value]).map(asTyped);
  const offered = as === 'select' ? options : controls.map((each) => each.value);
  switch (as) {
    case 'text':
      return [texts.map(dayAsTyped).join(', ')];
    case 'area':
      return [texts.join('\n')];
    case 'hidden':
      return texts;
    default:
      return texts.every((text) => offered.includes(text)) ? texts : undefined;
  }
}

const asTyped = (value: unknown): string => (value === true ? 'yes' : value === false ? 'no' : String(value));
const NO_BREAK = /\u00a0/g;
const dayAsTyped = (text: string): string => (/^\d{4}-\d\d-\d\d$/.test(text) ? day(text).replace(NO_BREAK, ' ') : text);
