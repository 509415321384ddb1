import { useId, useState } from "preact/hooks";
import type { Overlay, Theme } from "../api/types";
import { edit, themesFor } from "../state/overlays";
import { words } from "../words";
import { editor } from "../words/editor";
import { toldOfTheme } from "../words/told";
import { Icon } from "./icons";

export function ThemePicker({ overlay }: { overlay: Overlay }) {
  return (
    <fieldset class="themes">
      <legend class="unseen">{editor.groups.theme}</legend>
      <div class="theme-cards">
        {themesFor(overlay).map((theme) => (
          <ThemeCard
            key={theme.id}
            theme={theme}
            chosen={theme.id === overlay.theme}
            choose={() => edit(overlay.id, { theme: theme.id }, editor.groups.theme)}
          />
        ))}
      </div>
    </fieldset>
  );
}

function ThemeCard(props: { theme: Theme; chosen: boolean; choose: () => void }) {
  const { theme } = props;
  const id = useId();
  return (
    <label class="theme-card" data-broken={theme.problem !== null}>
      <input
        type="radio"
        name="theme"
        class="unseen"
        aria-labelledby={`${id}-name`}
        aria-describedby={`${id}-note`}
        checked={props.chosen}
        disabled={theme.problem !== null}
        onChange={props.choose}
      />
      <span class="theme-face">
        <ThemePicture theme={theme} />
        <span class="theme-words">
          <strong id={`${id}-name`}>
            <bdi>{theme.name}</bdi>
          </strong>
          {theme.problem === null ? (
            <span id={`${id}-note`} class="quiet">
              {toldOfTheme(theme) || words.overlay.by(theme.author)}
            </span>
          ) : (
            <span id={`${id}-note`} class="theme-problem">
              <Icon name="attention" />
              <span>
                <strong>{editor.problem}:</strong> {theme.problem}
              </span>
            </span>
          )}
        </span>
      </span>
    </label>
  );
}

/** The theme's own picture; without one, its first letter. */
function ThemePicture({ theme }: { theme: Theme }) {
  const [missing, setMissing] = useState(false);
  if (theme.preview_url && !missing) {
    return (
      <img class="theme-picture" src={theme.preview_url} alt="" onError={() => setMissing(true)} />
    );
  }
  return (
    <span class="theme-picture" aria-hidden="true">
      {theme.name.slice(0, 1).toUpperCase()}
    </span>
  );
}
