import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { FeedOptions, LookOptions, Overlay } from "../api/types";
import { changeOptions, chatSpeed, setChatSpeed } from "../state/look";
import { words } from "../words";

const { fields } = words;

type Value = string | number | boolean | string[] | null;

/** One control of the form. An empty one is `null`: as the theme has it. */
type Field =
  | { name: string; label: string; type: "number"; least: number; most: number }
  | { name: string; label: string; type: "choice"; of: string[][] }
  | { name: string; label: string; type: "color" | "switch" | "lines" };

const { font, direction, align, enter, exit, thenWord, capitals, walls, links } = fields.of;

const LOOK: Field[] = [
  { name: "font", label: fields.font, type: "choice", of: font },
  { name: "size", label: fields.size, type: "number", least: 8, most: 160 },
  { name: "weight", label: fields.weight, type: "number", least: 100, most: 900 },
  { name: "text_color", label: fields.textColor, type: "color" },
  { name: "plate_color", label: fields.plateColor, type: "color" },
  { name: "plate_opacity", label: fields.plateOpacity, type: "number", least: 0, most: 100 },
  { name: "name_color", label: fields.nameColor, type: "color" },
  { name: "outline", label: fields.outline, type: "number", least: 0, most: 80 },
  { name: "shadow", label: fields.shadow, type: "number", least: 0, most: 100 },
  { name: "spacing", label: fields.spacing, type: "number", least: 0, most: 100 },
  { name: "width", label: fields.width, type: "number", least: 120, most: 3840 },
  { name: "direction", label: fields.direction, type: "choice", of: direction },
  { name: "align", label: fields.align, type: "choice", of: align },
  { name: "enter", label: fields.enter, type: "choice", of: enter },
  { name: "exit", label: fields.exit, type: "choice", of: exit },
  { name: "fade_after", label: fields.fadeAfter, type: "number", least: 2, most: 3600 },
  { name: "limit", label: fields.limit, type: "number", least: 1, most: 60 },
  { name: "emote_size", label: fields.emoteSize, type: "number", least: 50, most: 400 },
  { name: "platform_icon", label: fields.platformIcon, type: "switch" },
  { name: "badges", label: fields.badges, type: "switch" },
  { name: "timestamps", label: fields.timestamps, type: "switch" },
];

const FEED: Field[] = [
  { name: "platforms", label: fields.platforms, type: "lines" },
  { name: "hide_bots", label: fields.hideBots, type: "switch" },
  { name: "command_prefixes", label: fields.commands, type: "lines" },
  { name: "hidden_users", label: fields.hiddenUsers, type: "lines" },
  { name: "words.blocked", label: fields.blocked, type: "lines" },
  { name: "words.then", label: fields.thenWord, type: "choice", of: thenWord },
  { name: "words.in_names", label: fields.inNames, type: "switch" },
  { name: "links.from", label: fields.links, type: "choice", of: links },
  { name: "capitals", label: fields.capitals, type: "choice", of: capitals },
  { name: "emote_walls", label: fields.walls, type: "choice", of: walls },
  { name: "collapse_repeats", label: fields.repeats, type: "switch" },
  { name: "hold", label: fields.hold, type: "number", least: 0, most: 30 },
  { name: "paced", label: fields.paced, type: "switch" },
];

/** How the overlay looks, what it gets, and how fast. Every change is seen at once. */
export function OverlayFields({ overlay }: { overlay: Overlay }) {
  const { look, feed } = overlay.options;
  return (
    <>
      <Group
        title={fields.look}
        fields={LOOK}
        values={look}
        change={(patch) => changeOptions(overlay, { look: patch })}
      />
      <Group
        title={fields.feed}
        fields={FEED}
        values={feed}
        change={(patch) => changeOptions(overlay, { feed: patch })}
      >
        <label class="option-field">
          <span>{fields.speed}</span>
          <select
            value={String(chatSpeed.value ?? "")}
            onChange={({ currentTarget: { value } }) =>
              void setChatSpeed(value ? Number(value) : null)
            }
          >
            {fields.speeds.map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </Group>
    </>
  );
}

function Group(props: {
  title: string;
  fields: Field[];
  values: LookOptions | FeedOptions;
  change: (patch: object) => Promise<void>;
  children?: ComponentChildren;
}) {
  return (
    <details class="overlay-choices">
      <summary>{props.title}</summary>
      <div class="field-grid">
        {props.children}
        {props.fields.map((field) => (
          <Control
            key={field.name}
            field={field}
            value={valueAt(props.values, field.name)}
            set={(value) => void props.change(patchOf(field.name, value))}
          />
        ))}
      </div>
    </details>
  );
}

function Control({
  field,
  value,
  set,
}: {
  field: Field;
  value: Value;
  set: (value: Value) => void;
}) {
  const id = useId();
  if (field.type === "switch") {
    return (
      <label class="choice">
        <input
          type="checkbox"
          checked={value === true}
          onChange={(event) => set(event.currentTarget.checked)}
        />
        <span>{field.label}</span>
      </label>
    );
  }
  return (
    <div class="option-field">
      <label for={id}>{field.label}</label>
      <Input id={id} field={field} value={value} set={set} />
    </div>
  );
}

function Input(props: { id: string; field: Field; value: Value; set: (value: Value) => void }) {
  const { id, field, value, set } = props;
  switch (field.type) {
    case "number":
      return (
        <input
          id={id}
          type="number"
          min={field.least}
          max={field.most}
          placeholder={fields.themes}
          value={value === null ? "" : String(value)}
          onChange={({ currentTarget: { value } }) => set(value === "" ? null : Number(value))}
        />
      );
    case "choice":
      return (
        <select
          id={id}
          value={String(value ?? "")}
          onChange={({ currentTarget: { value } }) => set(value || null)}
        >
          {field.of.map(([of, label]) => (
            <option key={of} value={of}>
              {label}
            </option>
          ))}
        </select>
      );
    case "lines":
      return (
        <textarea
          id={id}
          rows={3}
          value={Array.isArray(value) ? value.join("\n") : ""}
          onChange={({ currentTarget: { value } }) =>
            set(value.split("\n").filter((line) => line.trim()))
          }
        />
      );
    default:
      return (
        <span class="color-field">
          <input
            id={id}
            type="color"
            value={typeof value === "string" ? value : "#808080"}
            onChange={({ currentTarget: { value } }) => set(value)}
          />
          <button type="button" class="button" disabled={value === null} onClick={() => set(null)}>
            {fields.themes}
          </button>
        </span>
      );
  }
}

/** The value at a dotted name. */
function valueAt(values: object, name: string): Value {
  let found: unknown = values;
  for (const part of name.split(".")) found = (found as Record<string, unknown> | null)?.[part];
  return (found ?? null) as Value;
}

/** A merge patch that sets what is at a dotted name. */
function patchOf(name: string, value: Value): object {
  return name
    .split(".")
    .reduceRight<unknown>((inner, part) => ({ [part]: inner }), value) as object;
}
