import { useState } from "preact/hooks";
import type { Overlay, Theme } from "../api/types";
import { chooseTheme, themes } from "../state/look";
import { words } from "../words";

export function ThemePicker({ overlay }: { overlay: Overlay }) {
  return (
    <fieldset class="themes">
      <legend>{words.overlay.theme}</legend>
      <div class="theme-cards">
        {themes.value.map((theme) => (
          <ThemeCard
            key={theme.id}
            theme={theme}
            chosen={theme.id === overlay.theme}
            choose={() => void chooseTheme(overlay, theme.id)}
          />
        ))}
      </div>
    </fieldset>
  );
}

function ThemeCard(props: { theme: Theme; chosen: boolean; choose: () => void }) {
  const { theme } = props;
  return (
    <label class="theme-card">
      <input
        type="radio"
        name="theme"
        class="unseen"
        checked={props.chosen}
        onChange={props.choose}
      />
      <span class="theme-face">
        <ThemePicture theme={theme} />
        <span class="theme-words">
          <strong>
            <bdi>{theme.name}</bdi>
          </strong>
          <span class="quiet">{theme.description || words.overlay.by(theme.author)}</span>
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
