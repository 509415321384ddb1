import type { Source } from "../api/types";
import { words } from "../words";

/** What reading costs, while it costs something: YouTube's official API counts. */
export function SourceQuota({ source: { quota } }: { source: Source }) {
  if (!quota) return null;
  const { spent, left, resets_at, lasts_until } = quota;
  const said =
    left === 0 ? words.quota.usedUp(resets_at) : words.quota.lasts(lasts_until, resets_at);
  return (
    <p class="source-quota">
      {words.quota.spent(spent, left)} {said}
    </p>
  );
}
