import { useRef } from "preact/hooks";
import { attention } from "../state/attention";
import { go, place, SECTIONS, type Section } from "../state/place";
import { words } from "../words/sections";
import { Icon, type IconName } from "./icons";

const icons: Record<Section, IconName> = {
  chat: "chat",
  overlays: "layers",
  paid: "star",
  history: "clock",
  moderators: "shield",
  accounts: "person",
  settings: "sliders",
  health: "pulse",
  about: "info",
};

/** How far each key goes among the links. */
const STEPS: Record<string, number> = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
};

/** The ways to the sections: links, so that one can be opened in a window of its own. */
export function SectionNav() {
  const list = useRef<HTMLUListElement>(null);

  function walk(event: KeyboardEvent): void {
    const links = [...(list.current?.querySelectorAll("a") ?? [])];
    const at = links.findIndex((link) => link.matches(":focus"));
    const to =
      event.key === "Home"
        ? 0
        : event.key === "End"
          ? links.length - 1
          : (at + (STEPS[event.key] ?? 0) + links.length) % links.length;
    if (to === at || at < 0) return;
    event.preventDefault();
    links[to]?.focus();
  }

  return (
    <nav class="section-nav" aria-label={words.nav}>
      <ul ref={list} onKeyDown={walk}>
        {SECTIONS.map((section) => (
          <li key={section}>
            <SectionLink section={section} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function SectionLink({ section }: { section: Section }) {
  const count = attention.value[section] ?? 0;
  return (
    <a
      href={`#${section}`}
      aria-current={place.value === section ? "page" : undefined}
      onClick={(event) => {
        // Another window is the browser's business.
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        go(section);
      }}
    >
      <Icon name={icons[section]} />
      <span class="section-name">{words.names[section]}</span>
      {count > 0 && (
        <span class="section-mark">
          <span aria-hidden="true">{count > 99 ? "99+" : count}</span>
          <span class="unseen">{words.waiting(count)}</span>
        </span>
      )}
    </a>
  );
}
