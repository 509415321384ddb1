import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Platform } from "../api/types";
import {
  addFocusOverlay,
  addOverlay,
  choose,
  importOverlay,
  overlay,
  overlays,
} from "../state/overlays";
import { editor } from "../words/editor";
import { stage } from "../words/focus";
import { Icon } from "./icons";

/** Whether its name has its kind in it, as at first. */
const saysKind = (name: string) => name.toLowerCase().includes(stage.kind.toLowerCase());

/** The overlays, one of which is edited, and the way to a new one. */
export function OverlayList() {
  const [adding, setAdding] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLFieldSetElement>(null);
  const edited = overlay.value?.id;
  const before = useRef(edited);

  // Whoever deletes one is at the one that is edited next, and not at the way to delete that too.
  useLayoutEffect(() => {
    const was = before.current;
    before.current = edited;
    const isDeleted = was !== undefined && !overlays.value.some(({ id }) => id === was);
    const at = document.activeElement;
    if (isDeleted && (at === document.body || at?.closest(".overlay-tools"))) {
      list.current?.querySelector<HTMLElement>(":checked")?.focus();
    }
  }, [edited]);

  function close(): void {
    setAdding(false);
    opener.current?.focus();
  }

  return (
    <>
      <div class="overlay-list">
        <fieldset class="pills" ref={list}>
          <legend class="unseen">{editor.list}</legend>
          {overlays.value.map(({ id, name, kind }) => (
            <label key={id}>
              <input
                type="radio"
                name="overlay"
                class="unseen"
                checked={id === overlay.value?.id}
                onChange={() => choose(id)}
              />
              <span>
                <bdi>{name}</bdi>
                {kind === "focus" && !saysKind(name) && <span class="kind">{stage.kind}</span>}
              </span>
            </label>
          ))}
        </fieldset>
        <button
          ref={opener}
          type="button"
          class="button small"
          aria-expanded={adding}
          aria-controls="new-overlay"
          onClick={() => setAdding(!adding)}
        >
          <Icon name="plus" />
          {editor.add}
        </button>
      </div>
      {adding && <NewOverlay close={close} />}
    </>
  );
}

const STARTS: {
  start: keyof typeof editor.starts;
  platforms?: Platform[];
  kind?: "support";
}[] = [
  { start: "both" },
  { start: "twitch", platforms: ["twitch"] },
  { start: "youtube", platforms: ["youtube"] },
  { start: "support", kind: "support" },
];

function NewOverlay({ close }: { close: () => void }) {
  const whole = useRef<HTMLElement>(null);
  const file = useRef<HTMLInputElement>(null);

  // Escape is heard by what has the focus.
  useEffect(() => whole.current?.querySelector<HTMLElement>(".start")?.focus(), []);

  async function take(input: HTMLInputElement): Promise<void> {
    const [chosen] = input.files ?? [];
    if (!chosen) return;
    close();
    await importOverlay(chosen);
  }

  return (
    <section
      ref={whole}
      id="new-overlay"
      class="new-overlay"
      aria-label={editor.add}
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      <p class="quiet">{editor.addWhat}</p>
      <div class="starts">
        {STARTS.map(({ start, platforms, kind }) => (
          <Start
            key={start}
            {...editor.starts[start]}
            begin={() => {
              close();
              void addOverlay(editor.starts[start].name, platforms, kind);
            }}
          />
        ))}
        <Start
          name={stage.kind}
          note={stage.startNote}
          begin={() => {
            close();
            void addFocusOverlay(stage.overlayName);
          }}
        />
        <Start
          name={editor.importFile}
          note={editor.importNote}
          begin={() => file.current?.click()}
        />
        <input
          ref={file}
          type="file"
          accept=".json,application/json"
          hidden
          onChange={(event) => void take(event.currentTarget)}
        />
      </div>
      <p class="quiet">{editor.simulcast}</p>
      <button type="button" class="button small" onClick={close}>
        {editor.cancel}
      </button>
    </section>
  );
}

/** One way to begin. Its note is no part of its name. */
function Start(props: { name: string; note: string; begin: () => void }) {
  const id = useId();
  return (
    <button
      type="button"
      class="start"
      aria-labelledby={`${id}-name`}
      aria-describedby={`${id}-note`}
      onClick={props.begin}
    >
      <strong id={`${id}-name`}>{props.name}</strong>
      <span id={`${id}-note`} class="quiet">
        {props.note}
      </span>
    </button>
  );
}
