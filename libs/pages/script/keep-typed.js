/** A page that is left by mistake loses nothing that was typed. */
export function keepTyped() {
  const form = document.querySelector('form[data-keep]');
  if (!form) return;
  const place = `typed ${form.dataset.keep}`;
  const fields = () =>
    [...form.querySelectorAll('input[type="text"], input:not([type]), textarea')].filter(({ name }) => name);
  const kept = JSON.parse(sessionStorage.getItem(place) ?? '{}');
  const isFresh = !document.querySelector('.nhsuk-error-summary');
  for (const field of fields()) if (isFresh && !field.value && kept[field.name]) field.value = kept[field.name];
  // From here on the server has it, and gives it back where something is wrong.
  form.addEventListener('submit', () => sessionStorage.removeItem(place));
  form.addEventListener('input', () => {
    const typed = Object.fromEntries(fields().map(({ name, value }) => [name, value]));
    sessionStorage.setItem(place, JSON.stringify(typed));
  });
}
