import { useId, useState } from "preact/hooks";
import { type Ends, endOf } from "../state/invitation";
import { draft, write } from "../state/invitation-draft";
import { invite } from "../state/moderators";
import { once } from "../state/once";
import { editor } from "../words/editor";
import { moderators as words } from "../words/moderators";
import { Select } from "./field-control";
import { Tick } from "./field-row";

/** Makes a link for somebody. `leave`: the way out, where there is one. */
export function Invite({ made, leave }: { made: () => void; leave: (() => void) | undefined }) {
  const id = useId();
  const { name, rights, ends, date } = draft.value;
  const [refusal, setRefusal] = useState("");
  const [busy, setBusy] = useState(false);

  async function make(): Promise<void> {
    const expires_at = endOf(ends, date, new Date());
    if (name.trim() === "" || expires_at === undefined) {
      setRefusal(name.trim() === "" ? words.noName : words.noDate);
      return;
    }
    setRefusal("");
    setBusy(true);
    const invited = await invite({ name: name.trim(), rights: [...rights], expires_at });
    setBusy(false);
    if (!invited) return;
    write({ name: "" });
    made();
  }

  return (
    <form
      class="invite"
      onSubmit={(event) => {
        event.preventDefault();
        void once("invitation", event, make);
      }}
    >
      <label for={`${id}-name`}>{words.name}</label>
      <input
        id={`${id}-name`}
        class="text-input"
        autocomplete="off"
        placeholder={words.namePlaceholder}
        value={name}
        onInput={(event) => write({ name: event.currentTarget.value })}
      />
      <fieldset>
        <legend>{words.rights}</legend>
        {words.right.map(({ right, label, note }) => (
          <Tick
            key={right}
            label={label}
            note={note}
            checked={rights.includes(right)}
            change={(on) =>
              write({ rights: on ? [...rights, right] : rights.filter((each) => each !== right) })
            }
          />
        ))}
      </fieldset>
      <label for={`${id}-end`}>{words.end}</label>
      <Select
        id={`${id}-end`}
        describedBy={undefined}
        of={words.ends}
        value={ends}
        set={(chosen) => write({ ends: chosen as Ends })}
      />
      {ends === "date" && (
        <input
          type="datetime-local"
          class="text-input"
          aria-label={words.date}
          value={date}
          onInput={(event) => write({ date: event.currentTarget.value })}
        />
      )}
      <p class="refusal" role="alert">
        {refusal}
      </p>
      <div class="invite-buttons">
        <button type="submit" class="button primary" aria-busy={busy}>
          {words.make}
        </button>
        {leave && (
          <button type="button" class="button" onClick={leave}>
            {editor.cancel}
          </button>
        )}
      </div>
    </form>
  );
}
