const PAUSE_MS = 400;

/** Shows how a date is understood while it is typed; without JavaScript a button does the same. */
export function readTimescales() {
  for (const input of document.querySelectorAll('input[data-timescale]')) {
    const place = document.querySelector(`[data-reading="${CSS.escape(input.id)}"]`);
    if (!place) continue;
    let timer;
    let asked = 0;
    const show = async () => {
      const text = input.value.trim();
      const mine = ++asked;
      if (!text) return;
      const answer = await fetch(`/reading?text=${encodeURIComponent(text)}`).catch(() => undefined);
      if (!answer?.ok || mine !== asked) return;
      const line = place.querySelector('p') ?? place.insertBefore(document.createElement('p'), place.firstChild);
      line.textContent = await answer.text();
    };
    input.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(show, PAUSE_MS);
    });
  }
}
