import Sequencer from '@jest/test-sequencer';

const LEVELS = ['.e2e.spec.', '.int.spec.', '.property.spec.'];
/** Longer than any other: the run ends soon after the last of them. */
const LONGEST = ['/pages/browser.', '/pages/hostile.', '/pages/bad-addresses.', '/pages/links.'];

/** A fresh clone has no durations, and a long test at the end leaves cores idle. */
export default class LongestFirstSequencer extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return [...sorted].sort((one, other) => rank(one.path) - rank(other.path));
  }
}

function rank(path) {
  const longest = LONGEST.findIndex((part) => path.includes(part));
  if (longest >= 0) return longest - LONGEST.length;
  const level = LEVELS.findIndex((part) => path.includes(part));
  return level < 0 ? LEVELS.length : level;
}
