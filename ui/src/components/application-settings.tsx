import { useId } from "preact/hooks";
import type { Overlay } from "../api/types";
import { overlays, setChatSpeed, setOption } from "../state/overlays";
import { changeSettings, settings } from "../state/settings";
import { type Choice, editor } from "../words/editor";
import { Select } from "./field-control";
import { Tick } from "./field-row";

/** How fast chat is on every overlay that keeps to it. */
export function ChatSpeed() {
  const id = useId();
  const speed = settings.value?.chat_speed ?? null;
  const known: readonly Choice[] = editor.choices.speed;
  const value = String(speed ?? "");
  // It may have been set to any number in another place.
  const other: readonly Choice[] =
    speed === null || known.some(([each]) => each === value)
      ? []
      : [[value, editor.speedOther(speed)]];
  return (
    <div class="field-row">
      <div class="field-name">
        <label for={id}>{editor.speed}</label>
      </div>
      <Select
        id={id}
        describedBy={`${id}-note`}
        of={[...known, ...other]}
        value={value}
        set={(chosen) => void setChatSpeed(chosen ? Number(chosen) : null)}
      />
      <p id={`${id}-note`} class="quiet">
        {editor.speedNote}
      </p>
    </div>
  );
}

/** Whether pronouns are looked up at all, which is for all overlays, and shown on this one. */
export function Pronouns({ overlay }: { overlay: Overlay }) {
  const lookedUp = settings.value?.pronouns === true;

  async function change(on: boolean): Promise<void> {
    if (on && !lookedUp && !(await changeSettings({ pronouns: true }))) return;
    if (on !== overlay.options.pronouns) {
      setOption(overlay.id, "pronouns", on, editor.pronouns);
    }
    const others = overlays.value.filter(({ id }) => id !== overlay.id);
    // What nobody is shown is not asked for.
    if (!on && !others.some(({ options }) => options.pronouns)) {
      await changeSettings({ pronouns: false });
    }
  }

  return (
    <Tick
      label={editor.pronouns}
      note={editor.pronounsNote}
      checked={lookedUp && overlay.options.pronouns}
      change={(on) => void change(on)}
    />
  );
}
