const PAUSE_MS = 2_000;

/** Shows how far an import has come, and opens its page anew once it has come to its end. */
export function watchImport() {
  const shown = document.querySelector('[data-progress]');
  if (!shown) return;
  const look = async () => {
    const answer = await fetch(window.location.href, { headers: { accept: 'text/html' } }).catch(() => undefined);
    if (!answer?.ok) return setTimeout(look, PAUSE_MS);
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const now = page.querySelector('[data-progress]');
    if (!now) return window.location.reload();
    shown.replaceChildren(...now.childNodes);
    setTimeout(look, PAUSE_MS);
  };
  setTimeout(look, PAUSE_MS);
}
