// The review in a browser: answers are gathered here, and nothing is sent before a button is pressed.

document.addEventListener('DOMContentLoaded', () => {
  const bar = document.querySelector('aside.review');
  const answered = document.getElementById('answered');
  const confirm = /** @type {HTMLDialogElement} */ (document.getElementById('confirm'));
  const text = /** @type {HTMLElement} */ (document.getElementById('confirm-text'));
  const yes = /** @type {HTMLButtonElement} */ (document.getElementById('confirm-yes'));
  const groups = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('.answers')]);
  let over = false;
  let unsaved = false;

  /** @param {HTMLElement} group @returns {HTMLButtonElement | null} */
  const pressed = (group) => group.querySelector('[aria-pressed="true"]');

  const answers = () =>
    groups.flatMap((group) => {
      const { answer, choice } = pressed(group)?.dataset ?? {};
      if (answer === undefined) return [];
      return [{ id: group.dataset['for'], answer, ...(answer === 'choose' && { choice }) }];
    });

  const tell = () => {
    const given = answers();
    const left = given.filter(({ answer }) => answer === 'leave').length;
    const accepted = given.length - left;
    if (answered !== null)
      answered.textContent = `${accepted} accepted, ${left} rejected, ${groups.length - given.length} open`;
  };

  /** @param {HTMLElement} group @param {HTMLElement | null} button */
  const press = (group, button) => {
    for (const other of group.querySelectorAll('button')) other.setAttribute('aria-pressed', String(other === button));
    unsaved = true;
  };

  for (const group of groups) {
    group.addEventListener('click', ({ target }) => {
      const button = target instanceof HTMLElement ? target.closest('button') : null;
      if (button === null) return;
      press(group, button.getAttribute('aria-pressed') === 'true' ? null : button);
      tell();
    });
  }

  document.getElementById('accept-all')?.addEventListener('click', () => {
    for (const group of groups) {
      const make = /** @type {HTMLElement | null} */ (group.querySelector('[data-answer="make"]'));
      if (make !== null && pressed(group) === null) press(group, make);
    }
    tell();
  });

  /**
   * @param {'preview' | 'apply' | 'save' | 'close'} what
   * @param {object} body
   * @returns {Promise<{ ok: boolean, said: Record<string, unknown> }>}
   */
  const ask = async (what, body) => {
    try {
      const response = await fetch(new URL(what, location.href), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
      return { ok: response.ok, said: await response.json() };
    } catch {
      return { ok: false, said: { what: 'The review has ended.', next: 'Start it again: npx resession review' } };
    }
  };

  /** @param {readonly unknown[]} lines @param {readonly unknown[]} [items] */
  const show = (lines, items = []) => {
    const list = document.createElement('ul');
    list.append(...items.map((item) => made('li', item)));
    text.replaceChildren(...lines.filter(Boolean).map((line) => made('p', line)), list);
    if (!confirm.open) confirm.showModal();
  };

  /** @param {string} name @param {unknown} content */
  const made = (name, content) => {
    const element = document.createElement(name);
    element.textContent = String(content);
    return element;
  };

  /** @param {Record<string, unknown>} said */
  const refused = ({ what, where, next }) => {
    yes.hidden = true;
    show([what, where, next]);
  };

  /** @param {readonly unknown[]} lines */
  const ended = (lines) => {
    over = true;
    bar?.remove();
    for (const button of document.querySelectorAll('.answers button, #confirm button'))
      button.setAttribute('disabled', '');
    show([...lines, 'The review has ended; this page can be closed.']);
  };

  /** @type {unknown} */
  let ticket;
  document.getElementById('apply')?.addEventListener('click', async () => {
    yes.hidden = true;
    show(['Planning again with your answers…']);
    const { ok, said } = await ask('preview', { answers: answers() });
    if (!ok) return refused(said);
    ticket = said['ticket'];
    yes.hidden = false;
    show(/** @type {unknown[]} */ (said['text']), /** @type {unknown[]} */ (said['files']));
  });

  confirm.addEventListener('close', async () => {
    if (over || confirm.returnValue !== 'yes') return;
    confirm.returnValue = '';
    yes.hidden = true;
    show(['Writing…']);
    const { ok, said } = await ask('apply', { ticket });
    if (!ok) return refused(said);
    ended(/** @type {unknown[]} */ (said['text']));
  });

  document.getElementById('save-answers')?.addEventListener('click', async () => {
    const { ok, said } = await ask('save', { answers: answers() });
    if (ok) ended(/** @type {unknown[]} */ (said['text']));
    else refused(said);
  });

  document.getElementById('leave-review')?.addEventListener('click', async () => {
    const { ok, said } = await ask('close', {});
    if (ok) ended(/** @type {unknown[]} */ (said['text']));
    else refused(said);
  });

  addEventListener('beforeunload', (event) => {
    if (unsaved && !over) event.preventDefault();
  });
  tell();
});
