import type { ComponentChildren } from "preact";
import type { Warning } from "../api/types";
import { link } from "../state/link";
import { warnings } from "../state/status";
import { openLogs, takeNote } from "../state/told";
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
        warnings.value.map(told).map((warning) =>
          dock ? (
            <FoldedBanner key={warning.code} title={warning.message} help={warning.hint} />
          ) : (
            <Banner key={warning.code} tone="warning" title={warning.message} help={warning.hint}>
              <Answers warning={warning} />
            </Banner>
          ),
        )}
    </div>
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

/** Where there is little room: what is wrong, and by a click what to do. */
function FoldedBanner({ title, help }: { title: string; help: string }) {
  return (
    <details class="banner banner-folded" data-tone="warning">
      <summary>
        <Icon name="attention" />
        <strong>{title}</strong>
      </summary>
      <p>{help}</p>
    </details>
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
