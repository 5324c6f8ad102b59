// What the report does in a browser: filters, keys, ticks, the theme. It reads attributes of the page, gets no data, and makes no markup.

(() => {
  const root = document.documentElement;

  /** Storage is refused in some browsers for pages opened from the disk; the page then forgets, and says nothing. */
  const kept = {
    /** @param {string} name */
    read(name) {
      try {
        return localStorage.getItem(`resession:${name}`);
      } catch {
        return null;
      }
    },
    /** @param {string} name @param {string} value */
    write(name, value) {
      try {
        localStorage.setItem(`resession:${name}`, value);
      } catch {
        // Forgotten with the page.
      }
    },
  };

  // Before anything is painted.
  const theme = kept.read('theme');
  if (theme === 'dark' || theme === 'light') root.dataset['theme'] = theme;

  document.addEventListener('DOMContentLoaded', () => {
    themeButton();
    ticks();
    const sites = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('article.site')]);
    const filter = filtering(sites);
    keys(sites, filter);
    // Closed parts are not printed.
    addEventListener('beforeprint', () => {
      for (const part of document.querySelectorAll('details')) part.open = true;
    });
  });

  function switchTheme() {
    const dark = root.dataset['theme'] ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
    const next = dark === 'dark' ? 'light' : 'dark';
    root.dataset['theme'] = next;
    kept.write('theme', next);
  }

  function themeButton() {
    document.getElementById('theme')?.addEventListener('click', switchTheme);
  }

  function ticks() {
    const name = `ticks:${root.dataset['project'] ?? ''}`;
    const boxes = /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll('input[data-tick]')]);
    const ticked = new Set((kept.read(name) ?? '').split(' '));
    const told = document.getElementById('ticked');
    const tell = () => {
      const left = boxes.filter(({ checked }) => !checked).length;
      if (told !== null) told.textContent = left === 0 ? 'All done' : `${left} of ${boxes.length} to go`;
    };
    for (const box of boxes) {
      box.checked = ticked.has(box.dataset['tick'] ?? '');
      box.addEventListener('change', () => {
        kept.write(name, boxes.flatMap(({ checked, dataset }) => (checked ? [dataset['tick'] ?? ''] : [])).join(' '));
        tell();
      });
    }
    if (boxes.length > 0) tell();
  }

  /**
   * @param {readonly HTMLElement[]} sites
   * @returns {{ clear: () => void, words: HTMLInputElement | null }}
   */
  function filtering(sites) {
    const form = /** @type {HTMLFormElement | null} */ (document.getElementById('filter'));
    const words = /** @type {HTMLInputElement | null} */ (form?.querySelector('[name=words]') ?? null);
    if (form === null) return { clear: () => undefined, words };
    const shown = document.getElementById('shown');
    const none = document.getElementById('none');
    const packages = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('section.package')]);

    const apply = () => {
      const wanted = new FormData(form);
      const kinds = new Set(wanted.getAll('kind'));
      const typed = String(wanted.get('words') ?? '')
        .toLowerCase()
        .split(/\s+/)
        .filter((word) => word !== '');
      const [folder, codemod] = ['package', 'codemod'].map((name) => wanted.get(name) ?? '*');
      let count = 0;
      for (const { dataset, ...rest } of sites.map((site) => ({ site, dataset: site.dataset }))) {
        const fits =
          kinds.has(dataset['kind'] ?? '') &&
          (folder === '*' || folder === dataset['package']) &&
          (codemod === '*' || codemod === dataset['codemod']) &&
          typed.every((word) => dataset['words']?.includes(word));
        if (fits) count += 1;
        rest.site.hidden = !fits;
      }
      for (const part of packages) part.hidden = part.querySelector('article:not([hidden])') === null;
      if (shown !== null) shown.textContent = `${count} of ${sites.length}`;
      if (none !== null) none.hidden = count > 0;
    };
    const clear = () => {
      form.reset();
      apply();
    };
    form.addEventListener('input', apply);
    form.addEventListener('submit', (event) => event.preventDefault());
    document.getElementById('reset')?.addEventListener('click', clear);
    for (const tile of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-show]'))) {
      tile.addEventListener('click', () => {
        for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll('[name=kind]')))
          box.checked = box.value === tile.dataset['show'];
        apply();
      });
    }
    // Whoever follows a link to a site that the filter hides wants to see it.
    document.addEventListener('click', ({ target }) => {
      const link = target instanceof Element ? target.closest('a[href^="#site-"]') : null;
      const site = document.getElementById(link?.getAttribute('href')?.slice(1) ?? '');
      if (site?.hidden === true) clear();
    });
    // A reload may bring back what was typed.
    apply();
    return { clear, words };
  }

  /**
   * @param {readonly HTMLElement[]} sites
   * @param {{ clear: () => void, words: HTMLInputElement | null }} filter
   */
  function keys(sites, { clear, words }) {
    const help = /** @type {HTMLDialogElement | null} */ (document.getElementById('help'));
    document.getElementById('ask-help')?.addEventListener('click', () => help?.showModal());

    const current = () => document.activeElement?.closest('article.site') ?? null;
    /** @param {1 | -1} way */
    const go = (way) => {
      const seen = sites.filter(({ hidden }) => !hidden);
      const at = seen.findIndex((site) => site === current());
      const next = at === -1 ? (way === 1 ? firstInView(seen) : undefined) : seen[at + way];
      next?.focus({ preventScroll: true });
      next?.scrollIntoView({ block: 'start' });
    };

    /** @type {Readonly<Record<string, () => void>>} */
    const acts = {
      j: () => go(1),
      k: () => go(-1),
      '/': () => words?.focus(),
      '?': () => help?.showModal(),
      t: switchTheme,
      e: () => /** @type {HTMLElement | null} */ (current()?.querySelector('a.place') ?? null)?.click(),
      w: () => /** @type {HTMLElement | null} */ (current()?.querySelector('.why > summary') ?? null)?.click(),
      y: () => answer('make', 'choose'),
      n: () => answer('leave'),
    };
    /** @param {readonly string[]} answers */
    const answer = (...answers) => {
      const buttons = answers.flatMap((name) => [...(current()?.querySelectorAll(`[data-answer="${name}"]`) ?? [])]);
      /** @type {HTMLElement | undefined} */ (buttons[0])?.click();
    };
    document.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]') !== null) return;
      if (event.target === words && words !== null) {
        if (event.key !== 'Escape') return;
        if (words.value === '') words.blur();
        else clear();
        event.preventDefault();
        return;
      }
      if (event.target instanceof HTMLSelectElement) return;
      if (event.target instanceof HTMLInputElement && event.target.type === 'text') return;
      const act = acts[event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    });
  }

  /** @param {readonly HTMLElement[]} sites */
  function firstInView(sites) {
    return sites.find((site) => site.getBoundingClientRect().bottom > 120);
  }
})();
