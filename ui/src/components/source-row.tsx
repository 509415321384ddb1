import type { Source, SourceState } from "../api/types";
import { once } from "../state/once";
import { removeSource, switchSource } from "../state/sources";
import { words } from "../words";
import { toldOfSource } from "../words/told";
import { Icon, type IconName } from "./icons";
import { PlatformGlyph } from "./platform-glyph";
import { QuotaLine } from "./quota-line";
import { SourceHealth } from "./source-health";
import { SourceRoutes } from "./source-routes";
import { SourceStreams } from "./source-streams";

/** Demo chat that leaves with the first channel; one that was asked for stays. */
const STAND_IN = "stand-in";

/** Each state has its own shape, so that none is told by colour alone. */
export const stateIcons: Record<SourceState, IconName> = {
  off: "off",
  connecting: "spinner",
  live: "live",
  waiting: "clock",
  backoff: "retry",
  needs_auth: "key",
  failed: "attention",
};

export function SourceRow({ source }: { source: Source }) {
  const demo = source.platform === "demo";
  const name = demo ? words.sources.demo : source.channel;
  const on = source.state !== "off";
  return (
    <li class="source" data-state={source.state} data-health={source.health}>
      <PlatformGlyph platform={source.platform} />
      <div class="source-words">
        <h3>
          <bdi>{name}</bdi>
        </h3>
        {source.id === STAND_IN && <p class="source-help">{words.sources.demoHelp}</p>}
        <p class="source-state" aria-live="polite">
          <Icon name={stateIcons[source.state]} />
          <span>
            <strong>{words.states[source.state]}</strong>
            <span class="source-detail">{toldOfSource(source)}</span>
          </span>
        </p>
        <SourceStreams source={source} />
        <SourceHealth source={source} />
        <QuotaLine quota={source.quota} />
        <SourceRoutes source={source} />
        {source.state === "failed" && (
          <button
            type="button"
            class="button small"
            onClick={() => void switchSource(source, true)}
          >
            {words.sources.retry}
          </button>
        )}
      </div>
      <div class="source-tools">
        <button
          type="button"
          role="switch"
          class="switch"
          aria-checked={on}
          aria-label={words.sources.read(name)}
          onClick={() => void switchSource(source, !on)}
        />
        <span class="source-count" title={words.sources.messages(source.counts.messages)}>
          {words.sources.count(source.counts.messages)}
          <span class="unseen"> {words.sources.messages(source.counts.messages)}</span>
        </span>
      </div>
      {!demo && (
        <button
          type="button"
          class="icon-button"
          aria-label={words.sources.remove(name)}
          title={words.sources.remove(name)}
          onClick={(event) => void once("sources", event, () => remove(source), source.id)}
        >
          <Icon name="close" />
        </button>
      )}
    </li>
  );
}

/** The row takes the focus with it: the list's heading gets it. */
async function remove(source: Source): Promise<void> {
  await removeSource(source);
  document.getElementById("sources-title")?.focus();
}
