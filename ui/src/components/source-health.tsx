import type { Source } from "../api/types";
import { saveReport } from "../state/sources";
import { words } from "../words";

/** What a person should know of a source that is read, but not whole: and how to help. */
export function SourceHealth({ source }: { source: Source }) {
  const unknown = source.unknown_kinds?.length ?? 0;
  const blind = source.health === "blind";
  if (!blind && unknown === 0) return null;
  return (
    <p class="source-health" data-health={source.health}>
      {!blind && <span>{words.sources.unknownKinds(unknown)}</span>}
      <button type="button" class="button small" onClick={() => void saveReport()}>
        {words.sources.saveReport}
      </button>
    </p>
  );
}

/** The ways to the platform that a person has set, and how they are. */
export function SourceRoutes({ source }: { source: Source }) {
  const routes = source.routes ?? [];
  if (routes.length === 0) return null;
  return (
    <ul class="source-routes" aria-label={words.proxies.title}>
      {routes.map(({ name, used, works }, place) => (
        <li key={place} data-works={works === undefined ? "unknown" : String(works)}>
          <bdi>{name}</bdi>: {words.proxies.route(used, works)}
        </li>
      ))}
    </ul>
  );
}
