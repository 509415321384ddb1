import { useEffect, useRef, useState } from "preact/hooks";
import { bundled, called, type Font, loadFonts, matching, ofSystem } from "../state/fonts";
import { editor } from "../words/editor";
import type { Controlled } from "./field-row";
import { Icon } from "./icons";
import { leave } from "./typing";

/** As many of the computer's fonts as are drawn at once, each in its own face. */
const LISTED = 60;

/**
 * A combobox: what is typed filters the fonts, those that come with the application first. A name
 * that is not in the list may be typed too.
 */
export function FontControl(props: Controlled & { id: string; describedBy: string | undefined }) {
  const { id, offer } = props;
  const saved = typeof props.value === "string" ? props.value : "";
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  /** What was typed since the list was opened; null: nothing, and all fonts are offered. */
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState<string | null>(null);

  const chosen = props.typed.text.value ?? saved;
  const font = called(chosen);
  const isUnknown = chosen !== "" && font === undefined && ofSystem.value !== null;
  const first = matching(bundled, typed ?? "");
  const system = matching(ofSystem.value ?? [], typed ?? "");
  const drawn = system.slice(0, LISTED);
  const offered = [...first, ...drawn];

  // All of it is seen, where the form has room.
  useEffect(() => {
    if (!open) return;
    list.current?.scrollIntoView({ block: "nearest" });
    input.current?.scrollIntoView({ block: "nearest" });
  }, [open, ofSystem.value]);

  /** By number, for names have spaces. */
  const idOf = (name: string) => `${id}-${offered.findIndex((each) => each.id === name)}`;

  function show(): void {
    if (open) return;
    void loadFonts();
    setOpen(true);
    setActive(font?.id ?? null);
  }

  function close(): void {
    setOpen(false);
    setTyped(null);
    setActive(null);
  }

  function take(taken: string | null): void {
    if (taken !== (chosen || null)) props.typed.write(taken ?? "");
    const tidy = (text: string) => text;
    void leave(props.typed, input.current, { saved, tidy, send: (text) => offer(text || null) });
    close();
  }

  /** Takes what is typed, if a font is called so, or the one that is offered. A name that is in no
   * list is taken as it stands: OBS may know it. */
  function settle(): void {
    const exact = typed === null ? undefined : called(typed);
    if (exact) take(exact.id);
    else if (active !== null) take(active);
    else if (typed === null) take(chosen || null);
    else take(typed.trim() || null);
  }

  function move(by: number): void {
    if (!open) {
      show();
      return;
    }
    const at = offered.findIndex(({ id }) => id === active);
    const from = at < 0 && by < 0 ? 0 : at;
    const next = offered[(from + by + offered.length) % offered.length];
    if (!next) return;
    setActive(next.id);
    document.getElementById(idOf(next.id))?.scrollIntoView({ block: "nearest" });
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" && open) settle();
    else if (event.key === "Escape" && open) close();
    else return;
    event.preventDefault();
    // Escape closes this list, and nothing around it.
    event.stopPropagation();
  }

  const option = (font: Font) => (
    <div
      key={font.id}
      id={idOf(font.id)}
      role="option"
      tabIndex={-1}
      aria-selected={font.id === active}
      class="font-option"
      style={{ fontFamily: `"${font.family}", var(--font)` }}
      // The field keeps the focus, or the list would close before the click arrives.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => take(font.id)}
      onKeyDown={onKeyDown}
    >
      {font.name}
    </div>
  );

  return (
    <div class="font-control">
      <input
        ref={input}
        id={id}
        type="text"
        role="combobox"
        class="control-main text-input"
        autocomplete="off"
        spellcheck={false}
        maxLength={80}
        placeholder={editor.font.placeholder}
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-activedescendant={open && active !== null ? idOf(active) : undefined}
        aria-describedby={props.describedBy}
        aria-invalid={props.typed.refusal.value !== null}
        value={typed ?? font?.name ?? chosen}
        onInput={({ currentTarget: { value: written } }) => {
          show();
          setTyped(written);
          setActive(matching([...bundled, ...(ofSystem.value ?? [])], written)[0]?.id ?? null);
          if (written.trim() === "") setActive(null);
        }}
        onClick={show}
        onFocus={({ currentTarget }) => currentTarget.select()}
        onBlur={settle}
        onKeyDown={onKeyDown}
      />
      <button
        type="button"
        class="font-open"
        tabIndex={-1}
        aria-label={editor.font.show}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => {
          input.current?.focus();
          if (open) close();
          else show();
        }}
      >
        <Icon name="chevron" />
      </button>
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        class="font-list"
        aria-label={editor.labels["look.font"]}
        hidden={!open || offered.length === 0}
      >
        <FontGroup name={editor.font.bundled} fonts={first} option={option} />
        <FontGroup name={editor.font.system} fonts={drawn} option={option} />
        {system.length > LISTED && <p class="quiet">{editor.font.more(system.length - LISTED)}</p>}
      </div>
      {isUnknown && <p class="quiet">{editor.font.unknown}</p>}
    </div>
  );
}

function FontGroup(props: {
  name: string;
  fonts: Font[];
  option: (font: Font) => preact.JSX.Element;
}) {
  if (props.fonts.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options, which no fieldset is
    <div role="group" aria-label={props.name}>
      <p class="font-group" aria-hidden="true">
        {props.name}
      </p>
      {props.fonts.map(props.option)}
    </div>
  );
}
