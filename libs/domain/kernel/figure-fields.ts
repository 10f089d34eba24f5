import { DIGITS, isDecimalText, isFigure, SAFE_DIGITS, WRITTEN } from './figures.js';
import { field } from './validation.js';

const FIGURE_SCHEMA = {
  anyOf: [{ type: 'number' as const }, { type: 'string' as const, pattern: WRITTEN.source, maxLength: DIGITS + 2 }],
};

export const IsFigure = () =>
  field(
    'isFigure',
    isFigure,
    `must be a decimal of at most ${DIGITS} digits without an exponent, such as 16.8 or "16.80"; beyond ${SAFE_DIGITS} digits, as text`,
    FIGURE_SCHEMA,
  );

export const IsAmount = () =>
  field('isAmount', isDecimalText, 'must be an amount as decimal text, such as "1220744.00"', {
    type: 'string',
    pattern: WRITTEN.source,
    maxLength: DIGITS + 2,
  });
