import { useId } from "preact/hooks";
import { themes } from "../state/overlays";
import type { Refusal } from "../state/support";
import { words } from "../words/support";
import { marks, Why } from "./support-lines";

/** The theme that the page wears. */
export function ThemeLine(props: {
  refusal: Refusal | null;
  value: string;
  set: (theme: string) => void;
}) {
  const { refusal, value, set } = props;
  const id = useId();
  const all = themes.value.filter(({ kind }) => kind === "chat");
  return (
    <div class="support-line">
      <label for={id}>{words.theme}</label>
      <select
        {...marks(`${id}-why`, refusal, "theme")}
        id={id}
        class="select"
        value={value}
        onChange={({ currentTarget }) => set(currentTarget.value)}
      >
        <option value="">{words.themePlain}</option>
        {all.map((theme) => (
          <option key={theme.id} value={theme.id} disabled={theme.problem !== null}>
            {theme.name}
          </option>
        ))}
        {value && !all.some((theme) => theme.id === value) && (
          <option value={value}>{value}</option>
        )}
      </select>
      <small class="quiet">{words.themeHelp}</small>
      <Why id={`${id}-why`} refusal={refusal} field="theme" />
    </div>
  );
}
