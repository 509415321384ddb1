import type { Suggestion } from "../api/types";
import { decide, focus } from "../state/focus";
import { stage } from "../words/focus";
import { Icon } from "./icons";
import { nameOf, StageWords } from "./stage-message";

/** What moderators marked, apart from what is queued. */
export function StageSuggestions() {
  const { suggestions } = focus.value;
  if (suggestions.length === 0) return null;
  return (
    <section class="stage-suggestions" aria-labelledby="stage-suggestions-title">
      <h3 id="stage-suggestions-title">{stage.suggestions(suggestions.length)}</h3>
      <ul>
        {suggestions.map((suggestion) => (
          <Suggested key={suggestion.id} suggestion={suggestion} />
        ))}
      </ul>
    </section>
  );
}

function Suggested({ suggestion }: { suggestion: Suggestion }) {
  const { id, by, note, marked_by } = suggestion;
  const name = nameOf(suggestion);
  return (
    <li>
      <div class="stage-suggested">
        <StageWords message={suggestion} />
        <p class="quiet">
          {note !== "" && <bdi class="stage-note">“{note}”</bdi>}{" "}
          {stage.marked(by, marked_by.length - 1)}
        </p>
      </div>
      <div class="stage-decide">
        <button
          type="button"
          class="button small"
          aria-label={stage.acceptWhose(name)}
          onClick={() => void decide(id, "accept")}
        >
          <Icon name="check" />
          {stage.accept}
        </button>
        <button
          type="button"
          class="icon-button"
          aria-label={stage.rejectWhose(name)}
          title={stage.rejectWhose(name)}
          onClick={() => void decide(id, "reject")}
        >
          <Icon name="close" />
        </button>
      </div>
    </li>
  );
}
