import type { Quota } from "../api/types";
import { words } from "../words";

/** What YouTube's official API has cost today, where anything has. */
export function QuotaLine({ quota }: { quota: Quota | undefined }) {
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
