// The review in a browser: answers are gathered here, and nothing is sent before a button is pressed.

(() => {
  /** @typedef {Record<string, unknown>} Said */

  let over = false;
  let unsaved = false;

  addEventListener('beforeunload', (event) => {
    if (unsaved && !over) event.preventDefault();
  });

  document.addEventListener('DOMContentLoaded', () => {
    const answers = answering();
    const window = dialog();
    const ended = (/** @type {Said} */ { text }) => {
      over = true;
      document.querySelector('aside.review')?.remove();
      for (const control of document.querySelectorAll('.answers :is(button, input)'))
        control.setAttribute('disabled', '');
      window.show([...listOf(text), 'The review has ended; this page can be closed.']);
    };
    applying(answers, window, ended);
    on('save-answers', async () => {
      const { ok, said } = await ask('save', { answers: answers() });
      if (ok) ended(said);
      else window.refused(said);
    });
    on('leave-review', async () => {
      const { ok, said } = await ask('close', {});
      if (ok) ended(said);
      else window.refused(said);
    });
  });

  /** @param {string} id @param {() => void} act */
  function on(id, act) {
    document.getElementById(id)?.addEventListener('click', act);
  }

  /** @param {unknown} value @returns {readonly unknown[]} */
  function listOf(value) {
    return Array.isArray(value) ? value : [value];
  }

  /** The buttons at the sites; returns what gathers the answers. */
  function answering() {
    const groups = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('.answers')]);
    const told = document.getElementById('answered');

    /** @param {HTMLElement} group @returns {HTMLElement | null} */
    const pressed = (group) => group.querySelector('[aria-pressed="true"]');

    const answers = () =>
      groups.flatMap((group) => {
        const { answer, choice } = pressed(group)?.dataset ?? {};
        if (answer === undefined) return [];
        const why = /** @type {HTMLInputElement | null} */ (group.querySelector('[name=why]'));
        const more = answer === 'choose' ? { choice } : answer === 'leave' ? { why: why?.value } : {};
        return [{ id: group.dataset['for'], answer, ...more }];
      });

    const tell = () => {
      const given = answers();
      const left = given.filter(({ answer }) => answer === 'leave').length;
      const text = `${given.length - left} accepted, ${left} rejected, ${groups.length - given.length} open`;
      if (told !== null) told.textContent = text;
    };

    /** @param {HTMLElement} group @param {HTMLElement | null} button */
    const press = (group, button) => {
      for (const other of group.querySelectorAll('button'))
        other.setAttribute('aria-pressed', String(other === button));
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
    on('accept-all', () => {
      for (const group of groups) {
        const make = /** @type {HTMLElement | null} */ (group.querySelector('[data-answer="make"]'));
        if (make !== null && pressed(group) === null) press(group, make);
      }
      tell();
    });
    tell();
    return answers;
  }

  /** The window in which the review speaks: always text, never markup. */
  function dialog() {
    const element = /** @type {HTMLDialogElement} */ (document.getElementById('confirm'));
    const text = /** @type {HTMLElement} */ (document.getElementById('confirm-text'));
    const yes = /** @type {HTMLElement} */ (document.getElementById('confirm-yes'));

    /** @param {string} name @param {unknown} content */
    const made = (name, content) => {
      const child = document.createElement(name);
      child.textContent = String(content);
      return child;
    };
    /** @param {readonly unknown[]} lines @param {readonly unknown[]} [items] */
    const show = (lines, items) => {
      yes.hidden = items === undefined;
      const list = document.createElement('ul');
      list.append(...(items ?? []).map((item) => made('li', item)));
      text.replaceChildren(...lines.filter(Boolean).map((line) => made('p', line)), list);
      if (!element.open) element.showModal();
    };
    /** @param {Said} said */
    const refused = ({ what, where, next }) => show([what, where, next]);
    /** @param {() => void} act */
    const onYes = (act) =>
      element.addEventListener('close', () => {
        const confirmed = element.returnValue === 'yes' && !over;
        element.returnValue = '';
        if (confirmed) act();
      });
    return { show, refused, onYes };
  }

  /**
   * Apply, in two steps: what would be written, and the word to write it.
   * @param {() => object} answers
   * @param {ReturnType<typeof dialog>} window
   * @param {(said: Said) => void} ended
   */
  function applying(answers, window, ended) {
    /** @type {unknown} */
    let ticket;
    on('apply', async () => {
      window.show(['Planning again with your answers…']);
      const { ok, said } = await ask('preview', { answers: answers() });
      if (!ok) return window.refused(said);
      ticket = said['ticket'];
      window.show(listOf(said['text']), listOf(said['files']));
    });
    window.onYes(async () => {
      window.show(['Writing…']);
      const { ok, said } = await ask('apply', { ticket });
      if (ok) ended(said);
      else window.refused(said);
    });
  }

  /**
   * @param {'preview' | 'apply' | 'save' | 'close'} what
   * @param {object} body
   * @returns {Promise<{ ok: boolean, said: Said }>}
   */
  async function ask(what, body) {
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
  }
})();
