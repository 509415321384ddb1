import { useId, useRef, useState } from "preact/hooks";
import { draftOf } from "../state/drafts";
import { moderators, movePage } from "../state/moderators";
import { warnings } from "../state/status";
import { masked } from "../state/unmasked";
import { moderators as words } from "../words/moderators";
import { told } from "../words/told";

/** That the application listens on no such port, by the server's name for it. */
const NOT_OPEN = "moderators_not_on_network";

/** On which port the network gets the moderators' page, and where that is then. */
export function NetworkPort({ port }: { port: number | null }) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const typed = draftOf("moderators-port");
  const [refusal, setRefusal] = useState("");
  const [busy, setBusy] = useState(false);
  const closed = warnings.value.map(told).find(({ code }) => code === NOT_OPEN);
  const why = refusal || (closed ? `${closed.message} ${closed.hint}` : "");
  const address = moderators.value?.flatMap(({ network_urls }) => network_urls)[0];

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    // What is no number at all the field has as an empty text.
    if (!field.current?.validity.valid) {
      setRefusal(words.portNone);
      return;
    }
    const text = field.current.value;
    const written = typed.value;
    setBusy(true);
    const refused = await movePage(text === "" ? null : Number(text));
    setBusy(false);
    setRefusal(refused ?? "");
    // What was typed meanwhile stays.
    if (refused === null && typed.value === written) typed.value = null;
  }

  return (
    <form class="network-port" noValidate onSubmit={(event) => void save(event)}>
      <label for={id}>{words.port}</label>
      <div class="network-port-row">
        <input
          ref={field}
          id={id}
          class="text-input"
          type="number"
          min={0}
          max={65535}
          step={1}
          aria-invalid={why !== ""}
          aria-describedby={`${id}-why ${id}-note`}
          value={typed.value ?? port ?? ""}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
          }}
        />
        <button type="submit" class="button small" aria-busy={busy}>
          {words.portSave}
        </button>
      </div>
      <p id={`${id}-why`} class="refusal" role="alert">
        {why}
      </p>
      <p id={`${id}-note`} class="quiet">
        {words.portHelp}
      </p>
      {address && <p class="network-address">{words.pageAt(masked(address))}</p>}
    </form>
  );
}
