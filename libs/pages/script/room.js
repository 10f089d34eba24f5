/** Rows are sent one after another, in the order in which they are left. */
export function room() {
  const form = document.querySelector('form[data-room]');
  if (!form) return;
  const status = document.getElementById('room-status');
  const savedCount = document.getElementById('room-saved');
  let turn = Promise.resolve();
  const rows = [...form.querySelectorAll('[data-row]')];
  for (const [index, row] of rows.entries()) {
    const name = row.dataset.row;
    const part = (of) => row.querySelector(`[name="${CSS.escape(`${name}.${of}`)}"]`);
    const [outcome, words, minute] = ['outcome', 'words', 'minute'].map(part);
    const date = row.querySelector('[data-date]');
    const follow = () => {
      row.querySelector('[data-asked]').textContent = outcome.selectedOptions[0]?.dataset.asks ?? 'In words';
      if (date) date.hidden = outcome.value !== 'date';
    };
    outcome.addEventListener('change', follow);
    follow();
    const fillMinute = () => {
      if (!minute.value) minute.value = next(lastMinute(form, minute));
    };
    // Whoever types words needs no Tab through the minute.
    words.addEventListener('input', fillMinute);
    minute.addEventListener('focus', fillMinute);
    const save = async () => {
      if (!outcome.value || !words.value.trim()) return;
      const body = new URLSearchParams(
        [...new FormData(form)].filter(([key]) => key === 'form-token' || key.startsWith(`${name}.`)),
      );
      const sent = body.toString();
      if (row.dataset.sent === sent) return;
      row.dataset.sent = sent;
      const place = row.querySelector('[data-saved]');
      const problem = row.querySelector('[data-error]');
      status.textContent = `${name}: saving`;
      const answer = await fetch(form.action, { method: 'POST', body, headers: { accept: 'application/json' } }).catch(
        () => undefined,
      );
      const result = answer?.ok
        ? (await answer.json()).rows[0]
        : { error: 'Not recorded: the ledger could not be reached. It is tried again when you leave the row.' };
      problem.hidden = !result.error;
      problem.textContent = result.error ?? '';
      row.classList.toggle('al-room__row--error', Boolean(result.error));
      status.textContent = result.error ? `${name}: ${result.error}` : `${name}: saved ${result.at}`;
      if (result.error) {
        if (!answer?.ok) delete row.dataset.sent;
        return;
      }
      row.classList.add('al-room__row--saved');
      place.textContent = `✓ ${outcome.selectedOptions[0].textContent}${minute.value ? `, minute ${minute.value}` : ''} (saved ${result.at})`;
      part('key').value = result.key;
      for (const field of [outcome, words, part('date')]) if (field) field.value = '';
      follow();
      const saved = form.querySelectorAll('.al-room__row--saved').length;
      savedCount.textContent = `${saved} of ${form.querySelectorAll('[data-row]').length} recorded.`;
    };
    const queue = () => {
      turn = turn.then(save, save);
    };
    row.addEventListener('focusout', ({ relatedTarget }) => {
      if (!row.contains(relatedTarget)) queue();
    });
    row.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.target.tagName !== 'INPUT') return;
      event.preventDefault();
      if (outcome.value && !words.value.trim()) return words.focus();
      const following = rows[index + 1];
      // Leaving the row records it.
      if (following) following.querySelector('select').focus();
      else queue();
    });
  }
  if (!form.querySelector('.al-room__row--error')) rows[0]?.querySelector('select').focus({ preventScroll: true });
}

function lastMinute(form, before) {
  const minutes = [...form.querySelectorAll('input[name$=".minute"]')];
  return (
    minutes
      .slice(0, minutes.indexOf(before))
      .reverse()
      .find(({ value }) => value)?.value ?? ''
  );
}

/** 4.2 after 4.1, 5 after 4. */
const next = (minute) => minute.replace(/(\d+)$/, (number) => String(Number(number) + 1));
