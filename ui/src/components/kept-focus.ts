// Where the focus goes when what has it goes: to a neighbour, and never to the page as a whole, from
// which the keyboard would have to begin anew.

/** What can have the focus. */
const TAKES = "button, a[href], input, select, textarea, summary, [tabindex]";

/** What comes by itself and goes again. Whoever was there goes back to where they were. */
const PASSING = ".toasts";

/** What has the focus, and all that it is in, from the inside; empty: nothing. */
let held: HTMLElement[] = [];

/** What had it last beside what is passing. */
let lasting: HTMLElement | undefined;

/** Whether it is seen where the focus is, as it is for the keyboard. */
let seen = false;

/** From now on the focus is kept on this page. */
export function keepFocus(): void {
  document.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    held = chain(target);
    seen = target.matches(":focus-visible");
    if (!target.closest(PASSING)) lasting = target;
  });
  // Whoever points somewhere else has left it.
  document.addEventListener("pointerdown", ({ target }) => {
    if (!held[0]?.contains(target as Node)) held = [];
  });
  new MutationObserver(keep).observe(document.body, {
    childList: true,
    subtree: true,
    // What is off for a moment loses it as well.
    attributeFilter: ["disabled"],
  });
}

function keep(records: MutationRecord[]): void {
  const [had] = held;
  if (!had || (document.activeElement ?? document.body) !== document.body) return;
  const went = records.filter(({ removedNodes }) => [...removedNodes].some(isHeld)).at(-1);
  if (had.isConnected) {
    // It was only moved, or is on again.
    if (went || records.some(({ target }) => target === had)) give(had);
  } else if (went) {
    for (const place of places(went)) if (give(place)) return;
  }
}

const isHeld = (node: Node) => held.includes(node as HTMLElement);

/** Where the focus may go, the nearest first. */
function* places({ target, previousSibling, nextSibling, removedNodes }: MutationRecord) {
  const gone = [...removedNodes].find(isHeld) as HTMLElement;
  if (gone.closest(PASSING) ?? (target as Element).closest(PASSING)) yield lasting;
  // What was pressed in one row is pressed in the next.
  const at = [...gone.querySelectorAll(TAKES)].indexOf(held[0] as HTMLElement);
  for (const [from, way] of [
    [nextSibling, "nextSibling"],
    [previousSibling, "previousSibling"],
  ] as const) {
    for (let beside: Node | null = from; beside; beside = beside[way]) {
      if (!(beside instanceof HTMLElement) || beside.localName !== gone.localName) continue;
      if (beside.matches(TAKES)) yield beside;
      const within = [...beside.querySelectorAll<HTMLElement>(TAKES)];
      yield* [within[at], ...within];
    }
  }
  for (const around of chain(target as HTMLElement)) {
    if (around.matches(TAKES)) yield around;
    const heading = document.getElementById(around.getAttribute("aria-labelledby") ?? "");
    if (heading) {
      // A heading takes it for this once.
      heading.tabIndex = -1;
      yield heading;
    }
  }
  yield document.querySelector<HTMLElement>("main [tabindex]");
}

/** Whether it has the focus now. What is not seen is not scrolled to. */
function give(to: HTMLElement | null | undefined): boolean {
  to?.focus({ preventScroll: !seen });
  return to === document.activeElement;
}

function chain(from: HTMLElement): HTMLElement[] {
  const all = [];
  for (let each: HTMLElement | null = from; each; each = each.parentElement) all.push(each);
  return all;
}
