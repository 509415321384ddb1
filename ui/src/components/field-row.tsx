import { useId, useRef } from "preact/hooks";
import type { Typed } from "../state/typed";
import { editor } from "../words/editor";
import { type Field, isThemes } from "./editor-groups";
import { FieldControl } from "./field-control";
import { Icon } from "./icons";
import { Refused } from "./refused";

/** What a control is and does. */
export interface Controlled {
  field: Field;
  value: unknown;
  set: (value: unknown) => void;
  /** The same for what is typed: rejects with why it was refused. */
  offer: (value: unknown) => Promise<void>;
  typed: Typed;
}

/** One field of the form: its name, its control, and the way back to the theme. */
export function FieldRow(props: Controlled & { note?: string | undefined }) {
  const { field, value, set, typed } = props;
  const id = useId();
  const row = useRef<HTMLDivElement>(null);
  const label = editor.labels[field.name];
  const note = props.note ?? editor.notes[field.name];
  const noteId = note ? `${id}-note` : undefined;

  function back(): void {
    typed.takeBack();
    set(null);
    // The button goes away, and the person is not to be lost with it.
    row.current?.querySelector<HTMLElement>(".control-main")?.focus();
  }

  if (field.type === "switch") {
    return <Tick label={label} note={note} checked={value === true} change={set} />;
  }
  if (field.type === "checks") {
    const all = Array.isArray(value) ? value.map(String) : [];
    const change = (name: string, listed: boolean) => {
      const others = all.filter((each) => each !== name);
      set(listed ? [...others, name] : others);
    };
    const without = field.without === true;
    return (
      <fieldset class="field-row wide" aria-describedby={noteId}>
        <legend>{label}</legend>
        {note && (
          <p id={noteId} class="quiet">
            {note}
          </p>
        )}
        <div class="tick-grid">
          {field.of.map(([name, called]) => (
            <Tick
              key={name}
              label={called}
              checked={all.includes(name) !== without}
              change={(on) => change(name, on !== without)}
            />
          ))}
        </div>
      </fieldset>
    );
  }
  const describedBy = [noteId, field.type !== "choice" && `${id}-why`].filter(Boolean).join(" ");
  return (
    <div class="field-row" ref={row}>
      <div class="field-name">
        <label for={id}>{label}</label>
        {isThemes(field) && value !== null && (
          <button
            type="button"
            class="back"
            aria-label={editor.back(label)}
            title={editor.back(label)}
            onClick={back}
          >
            <Icon name="undo" />
          </button>
        )}
      </div>
      <FieldControl {...props} id={id} describedBy={describedBy || undefined} />
      {field.type !== "choice" && <Refused field={id} typed={typed} />}
      {note && (
        <p id={noteId} class="quiet">
          {note}
        </p>
      )}
    </div>
  );
}

/** Something that is on or off. A note is no part of its name. */
export function Tick(props: {
  label: string;
  note?: string | undefined;
  checked: boolean;
  change: (on: boolean) => void;
}) {
  const id = useId();
  return (
    <div class="tick">
      <label>
        <input
          type="checkbox"
          checked={props.checked}
          aria-describedby={props.note ? id : undefined}
          onChange={({ currentTarget }) => {
            // It shows what is, not what was clicked: a change that is refused leaves no tick.
            const on = currentTarget.checked;
            currentTarget.checked = props.checked;
            props.change(on);
          }}
        />
        {props.label}
      </label>
      {props.note && (
        <small id={id} class="quiet">
          {props.note}
        </small>
      )}
    </div>
  );
}
