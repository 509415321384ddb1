import { worn } from "../state/preview";
import { type Choice, editor } from "../words/editor";
import { type Field, isThemes } from "./editor-groups";
import type { Controlled } from "./field-row";
import { FontControl } from "./font-control";
import { typing } from "./typing";

type Named = { id: string; describedBy: string | undefined };

/** Shown by a colour's swatch where the theme has the word. */
const NO_COLOR = "#808080";

/** The control of a field that has one. The one that the keyboard works is `.control-main`. */
export function FieldControl(props: Controlled & Named) {
  const { field, value } = props;
  switch (field.type) {
    case "number":
      return <NumberControl {...props} field={field} />;
    case "choice":
      return (
        <Select
          {...props}
          of={withThemes(field)}
          value={String(value ?? "")}
          set={(chosen) => props.set(chosen && field.numeric ? Number(chosen) : chosen || null)}
        />
      );
    case "color":
      return <ColorControl {...props} />;
    case "font":
      return <FontControl {...props} />;
    case "lines":
      return (
        <textarea
          id={props.id}
          class="control-main text-area"
          rows={3}
          spellcheck={false}
          aria-describedby={props.describedBy}
          {...typing(props.typed, {
            saved: Array.isArray(value) ? value.join("\n") : "",
            tidy: (text) => linesOf(text).join("\n"),
            send: (text) => props.offer(linesOf(text)),
          })}
        />
      );
    default:
      return null;
  }
}

/** Each line that says something. */
function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function withThemes(field: Field & { of: readonly Choice[] }): readonly Choice[] {
  return isThemes(field) ? [["", editor.themes], ...field.of] : field.of;
}

/** What the theme says, where it can be read. */
function ofTheme({ property }: Field): { text: string; number: number | null } | null {
  const value = property && worn.value[property];
  const size = /^(\d+(?:\.\d+)?)px$/.exec(value ?? "")?.[1];
  if (size) return { text: size, number: Number(size) };
  if (value && /^#[0-9a-f]{6}$/i.test(value)) return { text: value, number: null };
  return null;
}

/** A slider for the eye and the mouse, and the number for the keyboard and the exact. */
function NumberControl({
  field,
  value,
  set,
  offer,
  typed,
  id,
  describedBy,
}: Controlled & Named & { field: Field & { type: "number" } }) {
  const { least, most, per = 1 } = field;
  const [from, to] = field.usual ?? [least, most];
  const known = typeof value === "number";
  const theme = ofTheme(field);

  /** What can't be is put right. */
  function tidy(text: string): string {
    if (text === "") return isThemes(field) ? "" : String(least / per);
    const whole = Math.round(Number(text) * per);
    return String(Math.min(most, Math.max(least, whole)) / per);
  }

  return (
    <div class="number-control" data-themes={!known}>
      <input
        type="range"
        tabIndex={-1}
        aria-hidden="true"
        min={from}
        max={to}
        value={known ? value : (theme?.number ?? (from + to) / 2)}
        onInput={(event) => {
          typed.takeBack();
          set(event.currentTarget.valueAsNumber);
        }}
      />
      <input
        id={id}
        type="number"
        class="control-main text-input"
        min={least / per}
        max={most / per}
        step={1 / per}
        placeholder={theme ? editor.themesIs(theme.text) : editor.short}
        aria-describedby={describedBy}
        {...typing(typed, {
          saved: known ? String(value / per) : "",
          tidy,
          send: (text) => offer(text === "" ? null : Math.round(Number(text) * per)),
        })}
      />
      <span class="unit quiet">{editor.units[field.unit]}</span>
    </div>
  );
}

function ColorControl({ field, value, set, offer, typed, id, describedBy }: Controlled & Named) {
  const color = typeof value === "string" ? value : null;
  const theme = ofTheme(field)?.text;
  return (
    <div class="color-control" data-themes={color === null && !theme}>
      <input
        type="color"
        tabIndex={-1}
        aria-hidden="true"
        value={color ?? theme ?? NO_COLOR}
        onInput={(event) => {
          typed.takeBack();
          set(event.currentTarget.value);
        }}
      />
      <input
        id={id}
        type="text"
        class="control-main text-input"
        maxLength={7}
        spellcheck={false}
        placeholder={theme ? editor.themesIs(theme) : editor.themes}
        aria-describedby={describedBy}
        {...typing(typed, {
          saved: color ?? "",
          tidy: (text) => text.trim().replace(/^(?=[0-9a-f]{6}$)/i, "#"),
          send: (text) => offer(text === "" ? null : text),
        })}
      />
    </div>
  );
}

export function Select(
  props: Named & { of: readonly Choice[]; value: string; set: (value: string) => void },
) {
  return (
    <select
      id={props.id}
      class="control-main select"
      aria-describedby={props.describedBy}
      value={props.value}
      onChange={(event) => props.set(event.currentTarget.value)}
    >
      {props.of.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}
