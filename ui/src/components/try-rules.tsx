import { useEffect, useRef, useState } from "preact/hooks";
import type { Judged, Overlay } from "../api/types";
import { report } from "../state/toasts";
import { type Met, type Trial, tryRules } from "../state/trial";
import { words } from "../words";
import { editor } from "../words/editor";
import { PlatformGlyph } from "./platform-glyph";

const { trial } = editor;

/** As many messages of a rule as anybody looks through. */
const LISTED = 50;
/** Rules that are being written are not tried letter by letter. */
const SETTLED_MS = 400;

/** What the overlay's rules would have made of the last messages. Once asked for, it keeps up with them. */
export function TryRules({ overlay }: { overlay: Overlay }) {
  const [found, setFound] = useState<Trial | null>(null);
  const asked = useRef(0);
  const rules = JSON.stringify([overlay.options.feed, overlay.options.hidden]);

  async function attempt(): Promise<void> {
    asked.current += 1;
    const turn = asked.current;
    try {
      const answer = await tryRules(overlay);
      if (turn === asked.current) setFound(answer);
    } catch (error) {
      report(error);
    }
  }

  // New rules, and nothing else, are tried anew.
  useEffect(() => {
    if (found === null) return undefined;
    const timer = setTimeout(() => void attempt(), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [rules]);

  return (
    <div class="trial">
      <div class="trial-head">
        <button type="button" class="button" onClick={() => void attempt()}>
          {found ? trial.again : trial.run}
        </button>
        <p role="status">{found && sum(found)}</p>
      </div>
      {found === null && <p class="quiet">{trial.note}</p>}
      {found?.rules.map((met) => (
        <Rule key={met.rule} met={met} />
      ))}
    </div>
  );
}

function sum({ tried, outcomes }: Trial): string {
  if (tried === 0) return trial.none;
  const counts = outcomes.map(({ outcome, count }) => trial.count(count, trial.outcomes[outcome]));
  return trial.sum(tried, counts);
}

function Rule({ met: { rule, judged } }: { met: Met }) {
  const more = judged.length - LISTED;
  return (
    <details class="trial-rule">
      <summary>
        {trial.rules[rule] ?? rule}
        <span class="trial-count">{words.sources.messages(judged.length)}</span>
      </summary>
      <ul>
        {judged.slice(0, LISTED).map((each) => (
          <TriedMessage key={each.message.id} judged={each} />
        ))}
      </ul>
      {more > 0 && <p class="quiet">{trial.more(more)}</p>}
    </details>
  );
}

function TriedMessage({ judged: { message, outcome, met } }: { judged: Judged }) {
  const { platform, author, text, system } = message;
  return (
    <li>
      <PlatformGlyph platform={platform} />
      <p dir="auto">
        <strong>
          <bdi>{author?.name ?? words.platforms[platform]}</bdi>
        </strong>{" "}
        <bdi>{text || system}</bdi>
      </p>
      <span class="trial-outcome" data-outcome={outcome}>
        {met ? trial.because(trial.outcomes[outcome], met) : trial.outcomes[outcome]}
      </span>
    </li>
  );
}
