// Until when an invitation is good.

export type Ends = "never" | "hours" | "tonight" | "date";

const HOURS = 4;
/** When a night ends, in hours: streams go on past midnight. */
const MORNING = 4;

/** When it ends, RFC 3339; null: when it is revoked. Undefined where `date` is none that is to come. */
export function endOf(ends: Ends, date: string, now: Date): string | null | undefined {
  if (ends === "never") return null;
  const end = new Date(now);
  if (ends === "hours") {
    end.setHours(end.getHours() + HOURS);
  } else if (ends === "tonight") {
    end.setHours(MORNING, 0, 0, 0);
    if (end <= now) end.setDate(end.getDate() + 1);
  } else {
    const chosen = Date.parse(date);
    if (Number.isNaN(chosen) || chosen <= now.getTime()) return undefined;
    end.setTime(chosen);
  }
  return end.toISOString();
}
