import { LABEL } from '../text/render.js';
import { visible, visibleJson } from '../text/visible-text.js';

export interface JsonOption {
  readonly json?: true;
}

export function answer({ json }: JsonOption, value: object, text: string, illustrative = false): void {
  if (json) console.log(visibleJson(illustrative ? { illustrative, ...value } : value));
  else console.log(visible(illustrative ? `${LABEL}\n${text}` : text));
}
