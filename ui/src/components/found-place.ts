// Going to what the search in the settings has found: by the words that it has on the page, as the index
// of the search has nothing else of it.

import { choose, overlay, overlays } from "../state/overlays";
import { goTo } from "../state/place";
import type { SettingPlace } from "./setting-index";

const HEADING = "h2, h3, h4, summary, legend";
/** What has the words of a setting, the likeliest first: a service's field is called as what it is folded in. */
const NAMING = ["label", `${HEADING}, button, strong, span, [aria-label]`];
/** What holds all that is under a heading. */
const HELD = "details, fieldset, li, section";
const FIELD = "input:not([tabindex='-1']), select, textarea";

/** Opens the section, the group and the field, which gets the focus. */
export function goToSetting(place: SettingPlace): void {
  const { kind } = place;
  // What the overlay that is edited does not have, another one may.
  if (kind && overlay.value?.kind !== kind) {
    const other = overlays.value.find((each) => each.kind === kind);
    if (other) choose(other.id);
  }
  goTo(place.section, (section) => found(section, place));
}

/** The control of this setting, or else the heading over it; null: its panel is not there yet. */
function found(section: HTMLElement, { within, label }: SettingPlace): HTMLElement | null {
  let part = section;
  let heading: HTMLElement | undefined;
  for (const words of within) {
    heading = worded(part, HEADING, words) ?? heading;
    part = heading?.closest<HTMLElement>(HELD) ?? part;
  }
  const [first = "", others = ""] = NAMING;
  const named = worded(part, first, label) ?? worded(part, others, label) ?? heading;
  if (!named) return null;
  open(named);
  return controlOf(named);
}

function worded(part: HTMLElement, of: string, words: string): HTMLElement | undefined {
  const isNamed = (text: string | null | undefined) =>
    // What a field is for may follow its name.
    text?.trim() === words || text?.trim().startsWith(`${words}. `) === true;
  return [...part.querySelectorAll<HTMLElement>(of)].find(
    (each) => isNamed(each.textContent) || each.getAttribute("aria-label") === words,
  );
}

/** Opens all that it is folded away in. */
function open(element: HTMLElement): void {
  for (
    let around = element.closest("details");
    around;
    around = around.parentElement?.closest("details") ?? null
  ) {
    around.open = true;
  }
}

function controlOf(named: HTMLElement): HTMLElement {
  const control = named.closest("label")?.control;
  if (control) return control;
  if (named.matches("button, summary, input, select, textarea")) return named;
  if (!named.matches("h2, h3, h4")) {
    const held = named.closest(HELD);
    const field = held?.querySelector<HTMLElement>(FIELD) ?? held?.querySelector("button");
    if (field) return field;
  }
  named.tabIndex = -1;
  return named;
}
