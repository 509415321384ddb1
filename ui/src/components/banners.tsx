import { link } from "../state/link";
import { warnings } from "../state/status";
import { words } from "../words";
import { Icon } from "./icons";

/** What a person should know, calmly, above everything else. */
export function Banners() {
  const lost = link.value === "lost";
  return (
    <div class="banners" role="status" aria-label={words.warnings}>
      {lost && <Banner tone="lost" title={words.lost.title} help={words.lost.help} />}
      {!lost &&
        warnings.value.map(({ code, message, hint }) => (
          <Banner key={code} tone="warning" title={message} help={hint} />
        ))}
    </div>
  );
}

function Banner({ tone, title, help }: { tone: "lost" | "warning"; title: string; help: string }) {
  return (
    <div class="banner" data-tone={tone}>
      <Icon name={tone === "lost" ? "spinner" : "attention"} />
      <p>
        <strong>{title}</strong> {help}
      </p>
    </div>
  );
}
