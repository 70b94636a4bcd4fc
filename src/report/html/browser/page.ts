// What the page does when scripts run: it filters, keeps what is chosen in its address, opens what a link leads to, and switches the theme. Without it
// everything is there and can be read.

/** A line of a list, or a criterion of which nothing is listed. */
interface Row {
  readonly element: HTMLElement;
  readonly tiers: readonly string[];
  readonly verdict: string;
  readonly namespace: string | null;
  readonly findings: number;
  /** In lower case; made when it is first searched. */
  text: string | null;
  readonly around: string;
}

interface Criterion {
  readonly element: HTMLDetailsElement;
  readonly chapter: HTMLElement;
  readonly groups: readonly { readonly element: HTMLElement; readonly rows: readonly Row[] }[];
  readonly own: Row | null;
}

const names = ['q', 'tier', 'chapter', 'verdict', 'namespace'] as const;

/** How many lines are opened by a filter: more are not read. */
const mostOpened = 200;

function byId(id: string): HTMLElement {
  return document.getElementById(id) as HTMLElement;
}

const form = byId('filters') as HTMLFormElement;
const shown = byId('shown');
const fields = names.map((name) => form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement);
let read: readonly Criterion[] | null = null;
/** What the filter opened itself, to be closed by the next one. */
let opened: HTMLDetailsElement[] = [];

function readCriteria(): readonly Criterion[] {
  return [...document.querySelectorAll<HTMLDetailsElement>('#list .criterion')].map((element) => {
    const around = (element.querySelector('summary')?.textContent ?? '').toLowerCase();
    const groups = [...element.querySelectorAll<HTMLElement>('.group')].map((group) => {
      const verdict = group.dataset['verdict'] ?? '';
      const said =
        `${around} ${[...group.querySelectorAll('.what, .fix')].map((one) => one.textContent).join(' ')}`.toLowerCase();
      const rows = [...group.querySelectorAll<HTMLElement>('li[data-t]')].map((row): Row => ({
        element: row,
        tiers: (row.dataset['t'] ?? '').split(' '),
        verdict,
        namespace: row.dataset['n'] ?? '',
        findings: Number(row.dataset['f'] ?? 1),
        text: null,
        around: said,
      }));
      return { element: group, rows };
    });
    const own: Row | null =
      groups.length > 0
        ? null
        : {
            element,
            tiers: (element.dataset['t'] ?? '').split(' '),
            verdict: element.dataset['verdict'] ?? '',
            namespace: null,
            findings: 0,
            text: null,
            around,
          };
    return { element, chapter: element.closest('.chapter') as HTMLElement, groups, own };
  });
}

function matches(row: Row, chapter: string): boolean {
  const [q, tier, wanted, verdict, namespace] = fields.map(({ value }) => value);
  if (tier && !row.tiers.includes(tier)) return false;
  if (wanted && wanted !== chapter) return false;
  if (verdict && !verdict.split(' ').includes(row.verdict)) return false;
  if (namespace && row.namespace !== (namespace === '-' ? '' : namespace)) return false;
  if (!q) return true;
  // Names stay together by spaces that nobody types.
  row.text ??= (row.element.textContent ?? '').replaceAll('\u00a0', ' ').toLowerCase();
  const text = row.text;
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word) || row.around.includes(word));
}

function filter(): void {
  read ??= readCriteria();
  const isFiltered = fields.some(({ value }) => value !== '');
  for (const element of opened) element.open = false;
  opened = [];
  let [findings, all, criteria, lines] = [0, 0, 0, 0];
  const chapters = new Map<HTMLElement, boolean>();
  const matching: Criterion[] = [];
  for (const criterion of read) {
    const { element, chapter, groups, own } = criterion;
    let isShown = own !== null && matches(own, chapter.id);
    for (const group of groups) {
      let any = false;
      for (const row of group.rows) {
        const fits = matches(row, chapter.id);
        row.element.hidden = !fits;
        all += row.findings;
        if (!fits) continue;
        any = true;
        lines += 1;
        findings += row.findings;
      }
      group.element.hidden = !any;
      isShown ||= any;
    }
    element.hidden = !isShown;
    chapters.set(chapter, (chapters.get(chapter) ?? false) || isShown);
    if (!isShown) continue;
    criteria += 1;
    matching.push(criterion);
  }
  for (const [chapter, any] of chapters) chapter.hidden = !any;
  if (isFiltered && lines > 0 && lines <= mostOpened)
    for (const { element, own } of matching) if (own === null) open(element);
  shown.textContent = `${isFiltered ? `${number(findings)} of ` : ''}${number(all)} findings, ${number(criteria)} of ${number(read.length)} criteria shown`;
}

/** A criterion, and in it the lists that hold something that is shown. */
function open(element: HTMLDetailsElement): void {
  for (const one of [element, ...element.querySelectorAll<HTMLDetailsElement>('.rest')]) {
    if (one.open || (one !== element && !one.querySelector('li:not([hidden])'))) continue;
    one.open = true;
    opened.push(one);
  }
}

function number(value: number): string {
  return value.toLocaleString('en');
}

/** What is chosen, as the address says it; empty where nothing is. */
function writeState(): string {
  const state = new URLSearchParams();
  for (const field of fields) if (field.value !== '') state.set(field.name, field.value);
  return state.toString();
}

/** Reads the address: what is chosen (`#tier=critical&q=ledger`), or what a link leads to. */
function readState(): void {
  const hash = location.hash.slice(1);
  if (hash.includes('=')) {
    const state = new URLSearchParams(hash);
    for (const field of fields) field.value = state.get(field.name) ?? '';
    filter();
    byId('findings').scrollIntoView();
    return;
  }
  const target = hash === '' ? null : document.getElementById(decode(hash));
  if (!target) return;
  if (target.closest('[hidden]')) {
    form.reset();
    filter();
  }
  for (let one: Element | null = target; one; one = one.parentElement)
    if (one instanceof HTMLDetailsElement) one.open = true;
  target.scrollIntoView();
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

let waiting = 0;
function filterSoon(): void {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    filter();
    const state = writeState();
    history.replaceState(null, '', state === '' ? location.pathname + location.search : `#${state}`);
  }, 80);
}

form.hidden = false;
byId('tools').hidden = false;
form.addEventListener('input', filterSoon);
form.addEventListener('submit', (event) => event.preventDefault());
byId('reset').addEventListener('click', () => {
  form.reset();
  filterSoon();
});
const everyCriterion = (isOpen: boolean) => (): void => {
  for (const one of document.querySelectorAll<HTMLDetailsElement>('#list .criterion'))
    if (!one.hidden) one.open = isOpen;
};
byId('open-all').addEventListener('click', everyCriterion(true));
byId('close-all').addEventListener('click', everyCriterion(false));
addEventListener('hashchange', readState);

const themes = ['system', 'light', 'dark'] as const;
const button = byId('theme');
let theme = recall();
function showTheme(): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  button.textContent = `Theme: ${theme}`;
}
function recall(): (typeof themes)[number] {
  try {
    return themes.find((one) => one === localStorage.getItem('kubecompass-theme')) ?? 'system';
  } catch {
    // A browser that keeps nothing for files.
    return 'system';
  }
}
button.hidden = false;
button.addEventListener('click', () => {
  theme = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';
  showTheme();
  try {
    localStorage.setItem('kubecompass-theme', theme);
  } catch {
    // It is not remembered then.
  }
});
showTheme();

/** On paper everything is open; afterwards as it was. */
let closed: HTMLDetailsElement[] = [];
addEventListener('beforeprint', () => {
  closed = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
  for (const one of closed) one.open = true;
});
addEventListener('afterprint', () => {
  for (const one of closed) one.open = false;
});

filter();
readState();
