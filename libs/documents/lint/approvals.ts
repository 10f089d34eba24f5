import type { Finding } from '../model/finding.js';
import type { ActionItem } from '../model/items.js';
import { type Looked, passage, sentencesOf, shared, stems } from './passages.js';

const APPROVAL =
  /\b(?:approv\w*|fund\w*|financ\w*|sign(?:ed)?[\s-]?off|agree(?:d|ment)|permission|consent|award\w*)\b/i;
const AWAITED =
  /\b(?:currently going through|going through|await\w*|pending|subject to (?:approval|funding|agreement|confirmation)|yet to be (?:approved|agreed|confirmed)|not yet (?:approved|agreed|confirmed)|once\b.{0,60}\b(?:has been|is|are|have been)\s+(?:approved|confirmed|agreed)|to be (?:confirmed|approved|finali[sz]ed)|will be finali[sz]ed|seeking approval|decision expected)\b/i;

/** An approval that one place has as given and another as awaited. */
export function approvals({ actions, passages }: Looked): readonly Finding[] {
  const given = actions.filter((action) => APPROVAL.test(action.title.value) && isGiven(action));
  return given.flatMap((action) => {
    const own = stems(action.title.value);
    const awaited = passages.flatMap((told) =>
      told.programme === action.programme && told.place.line !== action.place.line
        ? sentencesOf(told.text)
            .filter((text) => AWAITED.test(text) && APPROVAL.test(text) && shared(own, stems(text)).length >= 2)
            .map((text) => passage(told.place, text))
        : [],
    );
    if (awaited.length === 0) return [];
    const text = `"${action.title.value}" is marked "${action.status?.written ?? action.promises.at(-1)?.written}". The text still awaits it.`;
    const passages_ = [...awaited, passage(action.place, `${action.title.value} | ${action.status?.written ?? ''}`)];
    return [{ code: 'confirmed-and-awaited' as const, text, passages: passages_ }];
  });
}

const isGiven = ({ status }: ActionItem) => status?.value === 'complete';
