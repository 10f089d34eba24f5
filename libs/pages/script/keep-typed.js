/** Keeps what is typed in the tab until it is sent, so that a page left by mistake loses nothing. */
export function keepTyped() {
  const form = document.querySelector('form[data-keep]');
  if (!form) {
    if (document.getElementById('recorded')) sessionStorage.clear();
    return;
  }
  const place = `typed ${form.dataset.keep}`;
  const fields = () =>
    [...form.querySelectorAll('input[type="text"], input:not([type]), textarea')].filter(({ name }) => name);
  const kept = JSON.parse(sessionStorage.getItem(place) ?? '{}');
  const isFresh = !document.querySelector('.nhsuk-error-summary');
  for (const field of fields()) if (isFresh && !field.value && kept[field.name]) field.value = kept[field.name];
  form.addEventListener('input', () => {
    const typed = Object.fromEntries(fields().map(({ name, value }) => [name, value]));
    sessionStorage.setItem(place, JSON.stringify(typed));
  });
}
