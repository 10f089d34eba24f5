/* global EVENT_TYPES -- the build puts in the types of the ledger's events. */

/** Says that the ledger has moved on since this page was made, and never reloads it. */
export function watchEvents(stoodAt) {
  const notice = document.getElementById('moved-on');
  if (!notice || !('EventSource' in window)) return;
  let count = 0;
  // EventSource resumes after a restart by itself, from the last id that it saw.
  const stream = new EventSource(`/api/events?after=${stoodAt}`);
  const link = document.createElement('a');
  link.href = window.location.href;
  link.textContent = 'Show them';
  const tell = () => {
    count += 1;
    const said = `${count} ${count === 1 ? 'event was' : 'events were'} recorded since you opened this page. `;
    notice.replaceChildren(said, link);
    notice.hidden = false;
  };
  for (const type of EVENT_TYPES) stream.addEventListener(type, tell);
  stream.addEventListener('reset', () => stream.close());
  window.addEventListener('pagehide', () => stream.close());
}
