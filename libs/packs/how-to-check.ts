import type { Manifest } from './manifest.js';

/** For somebody who is no engineer. */
export const howToCheck = ({ meeting, group, packEvent, size, origin }: Manifest): string => `How to check this pack

This file holds what the group ${group} was shown for its meeting ${meeting}, and what proves it.

1. Get the program action-ledger (Node.js 20.19 or later), and this file as you received it, not unpacked.
2. Get the public key of the ledger another way than with this file: from the minutes of a meeting, or by telephone.
   It is one line, and begins with ${origin}+
3. Run:  action-ledger verify pack.zip --key "THE LINE"

It answers "Proven", "Refuted" or "Cannot tell", and says why, and what it did not check. It needs no network, no
ledger and nobody's permission. With --policy and a file that names witnesses it also says which of them saw it, when.

What is in it

report.html       the report, to read
report.json       the same, for programs
events.jsonl      every event of the ledger up to event ${size}, whole, one a line
checkpoint        what the ledger signed: that it held ${size} events then, and the root of the tree over them;
                  with the lines of the witnesses that saw it
later-checkpoint  the newest checkpoint when this file was made, and the proof that it goes on from the other
public-keys       the keys that signed it: compare, do not trust them
pack.json         which meeting it is of, and where its pack was issued: event ${packEvent}

What is checked

- that the events are those that were signed: none changed, removed, added or moved
- that the report is the one that was issued: its hash stands in event ${packEvent}
- that the report follows from the events: it is made again from them, and compared to the byte, as is the page

All events are here, and not only those of the figures, because an event that is left out could change a figure.
What it cannot prove: that what was recorded is true.
`;
