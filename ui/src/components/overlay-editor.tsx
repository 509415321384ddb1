import type { ComponentChildren } from "preact";
import type { EmoteProvider, Overlay } from "../api/types";
import { change, setOption } from "../state/overlays";
import { patchOf, valueAt } from "../state/patch";
import { worn } from "../state/preview";
import { status } from "../state/status";
import { typedIn } from "../state/typed";
import { editor } from "../words/editor";
import { ChatSpeed, Pronouns } from "./application-settings";
import { CustomCss } from "./custom-css";
import { type Field, type GroupName, groupsFor } from "./editor-groups";
import { Counts } from "./feed-counts";
import { FieldRow } from "./field-row";
import { OverlayAddress } from "./overlay-address";
import { ThemePicker } from "./theme-picker";
import { TryRules } from "./try-rules";

/** Everything that can be set on an overlay. Every change is seen at once. */
export function OverlayEditor({ overlay }: { overlay: Overlay }) {
  return (
    <div class="editor">
      <EditorGroup name="obs" open>
        <OverlayAddress overlay={overlay} />
      </EditorGroup>
      {groupsFor(overlay, worn.value["--fixed"]).map(({ name, fields }) => (
        <EditorGroup key={name} name={name} open={name === "theme"}>
          {name === "theme" && <ThemePicker overlay={overlay} />}
          {name === "trial" && <TryRules key={overlay.id} overlay={overlay} />}
          {name === "css" && <CustomCss key={overlay.id} overlay={overlay} />}
          <div class="field-grid">
            {name === "speed" && <ChatSpeed />}
            {name === "speed" && <Counts overlay={overlay} />}
            <Fields overlay={overlay} fields={fields.filter(({ type }) => type !== "switch")} />
          </div>
          <div class="tick-grid">
            <Fields overlay={overlay} fields={fields.filter(({ type }) => type === "switch")} />
            {name === "messages" && <Pronouns overlay={overlay} />}
          </div>
        </EditorGroup>
      ))}
    </div>
  );
}

function Fields({ overlay, fields }: { overlay: Overlay; fields: Field[] }) {
  return fields.map((field) => (
    <FieldRow
      key={`${overlay.id} ${field.name}`}
      field={field}
      value={valueAt(overlay.options, field.name) ?? null}
      note={providerNote(field)}
      set={(value) => setOption(overlay.id, field.name, value, editor.labels[field.name])}
      offer={(value) =>
        change(overlay.id, { options: patchOf(field.name, value) }, editor.labels[field.name])
      }
      typed={typedIn(overlay.id, `options.${field.name}`)}
    />
  ));
}

function EditorGroup(props: { name: GroupName; open?: boolean; children: ComponentChildren }) {
  return (
    <details class="editor-group" open={props.open === true}>
      <summary>{editor.groups[props.name]}</summary>
      <div class="editor-body">{props.children}</div>
    </details>
  );
}

/** How a service that adds emotes is, where it is asked at all. */
function providerNote({ name }: Field): string | undefined {
  const [area, id] = name.split(".");
  if (area !== "emotes") return undefined;
  const provider = status.value?.emotes.find(({ provider }) => provider === id);
  return provider && said(provider);
}

function said({ state, emotes }: EmoteProvider): string {
  if (state === "down") return editor.provider.down;
  return state === "loading" ? editor.provider.loading : editor.provider.count(emotes);
}
