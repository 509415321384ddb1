import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Warning } from "../api/types";
import { link } from "../state/link";
import { warnings } from "../state/status";
import { openLogs, takeNote } from "../state/told";
import { words } from "../words";
import { told } from "../words/told";
import { Icon } from "./icons";

/** That the application does not answer, over a page on which nothing can be done meanwhile. */
export function LostBanner({ title, help }: { title: string; help: string }) {
  return (
    <div class="banners" role="status">
      {link.value === "lost" && (
        <div class="banner" data-tone="lost">
          <Icon name="spinner" />
          <Says title={title} help={help} />
        </div>
      )}
    </div>
  );
}

/**
 * What a person should know. It opens over the page at `children`, whose place is always there: a
 * warning that comes or goes moves nothing.
 */
export function Warnings({ children, name }: { children: ComponentChildren; name?: string }) {
  const whole = useRef<HTMLDetailsElement>(null);
  const all = link.value === "lost" ? [] : warnings.value.map(told);
  const are = all.length > 0;

  useEffect(() => {
    if (!are) return undefined;
    const leave = ({ target }: Event) => {
      if (whole.current && !whole.current.contains(target as Node)) whole.current.open = false;
    };
    document.addEventListener("pointerdown", leave);
    return () => document.removeEventListener("pointerdown", leave);
  }, [are]);

  function onKeyDown({ key, currentTarget }: { key: string; currentTarget: HTMLDetailsElement }) {
    if (key !== "Escape") return;
    currentTarget.open = false;
    currentTarget.querySelector("summary")?.focus();
  }

  if (!are) return <>{children}</>;
  return (
    <details class="warnings" ref={whole} onKeyDown={onKeyDown}>
      <summary aria-label={name}>
        {children}
        <Icon name="down" />
      </summary>
      <ul class="warning-list" aria-label={words.warnings}>
        {all.map((warning) => (
          <li key={warning.code} class="banner">
            <Icon name="attention" />
            <Says title={warning.message} help={warning.hint} />
            <Answers warning={warning} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Says({ title, help }: { title: string; help: string }) {
  return (
    <p>
      <strong>{title}</strong> {help}
    </p>
  );
}

/** What can be done about a warning, where a button does it. */
export function Answers({ warning }: { warning: Warning }) {
  if (link.value !== "connected" || !warning.passed) return null;
  return (
    <span class="banner-answers">
      {warning.logged && (
        <button type="button" class="button small" onClick={() => void openLogs()}>
          {words.openLogs}
        </button>
      )}
      <button type="button" class="button small" onClick={() => void takeNote(warning.code)}>
        {words.dismiss}
      </button>
    </span>
  );
}
