import type { Source } from "../api/types";
import { onStream } from "../state/unmasked";
import { words } from "../words";

/** The ways to the platform that a person has set, and how they are. */
export function SourceRoutes({ source }: { source: Source }) {
  const routes = source.routes ?? [];
  if (routes.length === 0) return null;
  return (
    <ul class="source-routes" aria-label={words.proxies.title}>
      {routes.map(({ name, used, works }, place) => (
        <li key={place} data-works={works === undefined ? "unknown" : String(works)}>
          <bdi>{isHidden(name) ? words.proxies.number(place + 1) : name}</bdi>:{" "}
          {words.proxies.route(used, works)}
        </li>
      ))}
    </ul>
  );
}

/** A proxy's address tells where somebody is; the way without one tells nothing. */
const isHidden = (name: string) => onStream.value && name !== "direct";
