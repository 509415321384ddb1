import { useId } from "preact/hooks";
import type { FocusSettings } from "../api/types";
import { changeFocus, changeTyped, focusSettings } from "../state/focus-settings";
import { highlights } from "../words/focus";
import { Tick } from "./field-row";
import { Keywords, LeastAmounts } from "./highlight-lists";
import { NumberInput } from "./number-input";

/** What comes to the focus queue by itself, and how the queue goes on. */
export function HighlightsPanel() {
  const id = useId();
  const settings = focusSettings.value;
  if (!settings) return null;
  return (
    <section class="panel" aria-labelledby="highlights-title">
      <h2 id="highlights-title">{highlights.title}</h2>
      <div class="switch-row">
        <span>
          <span id={`${id}-name`}>{highlights.superchats}</span>
          <small id={`${id}-note`} class="quiet">
            {highlights.help}
          </small>
        </span>
        <button
          type="button"
          role="switch"
          class="switch"
          aria-labelledby={`${id}-name`}
          aria-describedby={`${id}-note`}
          aria-checked={settings.auto_superchats}
          onClick={() => void changeFocus({ auto_superchats: !settings.auto_superchats })}
        />
      </div>
      <details class="highlights-more">
        <summary>{highlights.more}</summary>
        <div class="highlights-body">
          <fieldset>
            <legend>{highlights.what}</legend>
            <div class="tick-grid">
              {highlights.ticks.map(([name, label]) => (
                <Tick
                  key={name}
                  label={label}
                  checked={settings.auto[name]}
                  change={(on) => void changeFocus({ auto: { [name]: on } })}
                />
              ))}
            </div>
          </fieldset>
          <Keywords words={settings.auto.keywords} />
          <LeastAmounts least={settings.auto.least} />
          <OnScreen settings={settings} />
        </div>
      </details>
    </section>
  );
}

const LONGEST_SECONDS = 600;

function OnScreen({ settings }: { settings: FocusSettings }) {
  const id = useId();
  return (
    <fieldset>
      <legend>{highlights.screen}</legend>
      <div class="inline-field">
        <label for={id}>{highlights.seconds}</label>
        <NumberInput
          name="highlights-seconds"
          id={id}
          min={1}
          max={LONGEST_SECONDS}
          aria-describedby={`${id}-note`}
          saved={settings.seconds}
          tidy={(typed) =>
            Number.isNaN(typed) ? null : Math.max(1, Math.min(Math.round(typed), LONGEST_SECONDS))
          }
          send={(seconds) =>
            changeTyped("focus.seconds", settings.seconds, seconds, (seconds) => ({ seconds }))
          }
        />
        <span class="quiet">{highlights.secondsUnit}</span>
      </div>
      <small id={`${id}-note`} class="quiet">
        {highlights.secondsNote}
      </small>
      <Tick
        label={highlights.advance}
        note={highlights.advanceNote}
        checked={settings.auto_advance}
        change={(on) => void changeFocus({ auto_advance: on })}
      />
    </fieldset>
  );
}
