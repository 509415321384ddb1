import type { Source } from "../api/types";
import { words } from "../words";

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
