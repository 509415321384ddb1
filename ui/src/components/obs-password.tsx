import { useId, useState } from "preact/hooks";
import { connecting, connectObs, type Refusal } from "../state/obs";
import { wayOut } from "../state/vault";
import { words } from "../words/obs";
import { Keeps } from "./vault-note";

/** The field for OBS' password, which is kept as sign-ins are and by no page. */
export function ObsPassword({ wrong }: { wrong: boolean }) {
  const id = useId();
  const [text, setText] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const keeps = refusal ? wayOut(refusal.code).keep : [];

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const refused = await connectObs(text);
    setRefusal(refused);
    if (refused === null) setText("");
  }

  return (
    <>
      <form class="vault-passphrase" onSubmit={(event) => void submit(event)}>
        <label for={id}>{words.password}</label>
        <input
          id={id}
          class="text-input"
          type="password"
          autocomplete="off"
          aria-invalid={wrong || refusal !== null}
          aria-describedby={`${id}-help`}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <p id={`${id}-help`} class="quiet">
          {words.passwordHelp}
        </p>
        <button type="submit" class="button primary" disabled={text === "" || connecting.value}>
          {connecting.value ? words.connecting : words.send}
        </button>
        <p class="refusal" role="alert">
          {refusal && (keeps.length > 0 ? `${refusal.why} ${words.noPlace}` : refusal.why)}
        </p>
      </form>
      {keeps.length > 0 && <Keeps of={keeps} />}
    </>
  );
}
