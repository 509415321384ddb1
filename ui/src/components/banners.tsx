import type { ComponentChildren } from "preact";
import { link } from "../state/link";
import { warnings } from "../state/status";
import { openLogs, takeNote } from "../state/told";
import { LOGGED, PASSED } from "../state/warnings";
import { words } from "../words";
import { told } from "../words/told";
import { Icon } from "./icons";

/** What a person should know, calmly, above everything else. */
export function Banners({ dock = false }: { dock?: boolean }) {
  const lost = link.value === "lost";
  return (
    <div class="banners" role="status" aria-label={words.warnings}>
      {lost && <Banner tone="lost" title={words.lost.title} help={words.lost.help} />}
      {!lost &&
        warnings.value.map(told).map(({ code, message, hint }) => (
          <Banner key={code} tone="warning" title={message} help={hint}>
            {!dock && <Answers code={code} />}
          </Banner>
        ))}
    </div>
  );
}

/** What can be done about a warning, where a button does it. */
export function Answers({ code }: { code: string }) {
  if (link.value !== "connected" || !PASSED.includes(code)) return null;
  return (
    <span class="banner-answers">
      {LOGGED.includes(code) && (
        <button type="button" class="button small" onClick={() => void openLogs()}>
          {words.openLogs}
        </button>
      )}
      <button type="button" class="button small" onClick={() => void takeNote(code)}>
        {words.dismiss}
      </button>
    </span>
  );
}

function Banner(props: {
  tone: "lost" | "warning";
  title: string;
  help: string;
  children?: ComponentChildren;
}) {
  const { tone, title, help, children } = props;
  return (
    <div class="banner" data-tone={tone}>
      <Icon name={tone === "lost" ? "spinner" : "attention"} />
      <p>
        <strong>{title}</strong> {help}
      </p>
      {children}
    </div>
  );
}
