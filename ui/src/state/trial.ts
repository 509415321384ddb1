// What the rules of an overlay would have made of what was written lately.

import { api } from "../api/client";
import type { Judged, Outcome, Overlay } from "../api/types";

/** What one rule did. */
export interface Met {
  /** The rule's name; for what no rule of words did, the outcome's. */
  rule: string;
  /** The newest first. */
  judged: Judged[];
}

/** In the order in which they are told. */
const OUTCOMES = ["shown", "changed", "hidden", "held", "repeated", "skipped"] as const;

export interface Trial {
  tried: number;
  /** How many would have had this outcome, where any would. */
  outcomes: { outcome: Outcome; count: number }[];
  /** By rule, the one that met most first. */
  rules: Met[];
}

/** Tries the rules as they are shown now, though they may still be on their way. */
export async function tryRules({ id, options: { feed, hidden } }: Overlay): Promise<Trial> {
  return sorted(await api.tryRules(id, { feed, hidden }));
}

/** Sorts what became of each message, oldest first, by the rule that did it. */
export function sorted(all: readonly Judged[]): Trial {
  const rules = new Map<string, Judged[]>();
  for (const judged of all) {
    const rule = ruleOf(judged);
    if (rule !== null) rules.set(rule, [judged, ...(rules.get(rule) ?? [])]);
  }
  return {
    tried: all.length,
    outcomes: OUTCOMES.map((each) => ({
      outcome: each,
      count: all.filter(({ outcome }) => outcome === each).length,
    })).filter(({ count }) => count > 0),
    rules: [...rules]
      .map(([rule, judged]) => ({ rule, judged }))
      .sort((one, other) => other.judged.length - one.judged.length),
  };
}

function ruleOf({ outcome, rule }: Judged): string | null {
  if (outcome === "repeated" || outcome === "skipped") return outcome;
  return rule ?? (outcome === "shown" ? null : outcome);
}
