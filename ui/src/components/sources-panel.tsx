import { shown } from "../state/first-run";
import { sources, status } from "../state/status";
import { words } from "../words";
import { AddSource } from "./add-source";
import { Proxies } from "./proxies";
import { SourceRow } from "./source-row";

export function SourcesPanel() {
  return (
    <section class="panel sources" aria-labelledby="sources-title">
      <h2 id="sources-title" tabIndex={-1}>
        {words.sources.title}
      </h2>
      <AddSource />
      <ul class="source-list">
        {sources.value.map((source) => (
          <SourceRow key={source.id} source={source} />
        ))}
      </ul>
      {status.value && sources.value.length === 0 && !shown.value && (
        <div class="empty">
          <strong>{words.sources.none}</strong>
          <p>{words.sources.noneHelp}</p>
        </div>
      )}
      {sources.value.some(({ platform }) => platform === "youtube") && <Proxies />}
    </section>
  );
}
