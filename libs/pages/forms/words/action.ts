import { dates } from './action-dates.js';
import { links } from './action-links.js';
import { plan } from './action-plan.js';
import { work } from './action-work.js';
import type { FormsOfKind } from './form-words.js';

export const actionForms: FormsOfKind = { ...plan, ...dates, ...work, ...links };
