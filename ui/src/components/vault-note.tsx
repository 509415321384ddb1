import { useId, useState } from "preact/hooks";
import type { KeepIn } from "../api/writing";
import { keep, type Trouble, trouble, unlock, vault } from "../state/vault";
import { words } from "../words/accounts";
import { Icon } from "./icons";

/** How sign-ins are kept; where they can't be, why, and what the person can choose. */
export function VaultNote() {
  const now = vault.value;
  if (!now) return null;
  if (trouble.value) return <Shut {...trouble.value} />;
  if (now.state === "empty" || now.state === "shut") return null;
  return (
    <div class="vault">
      <p class="quiet" role="status">
        {words.vault.states[now.state]}
      </p>
      {now.state === "this_run" && (
        <details class="disclosure">
          <summary>{words.vault.other}</summary>
          <Keeps of={["passphrase"]} />
        </details>
      )}
    </div>
  );
}

function Shut({ code, why, way }: Trouble) {
  const keeps = way.keep.length > 0 && <Keeps of={way.keep} />;
  // Where nothing else may help, the choice is not hidden.
  const first = code === "keychain_absent" || code === "keychain_denied";
  return (
    <div class="vault" data-shut="true">
      <h3>{words.vault.title}</h3>
      <div class="source-state" role="status">
        <Icon name="attention" />
        <span>
          <strong>{words.vault.shut}</strong>
          <span class="source-detail">{why}</span>
        </span>
      </div>
      {way.passphrase && (
        <Passphrase label={words.vault.passphrase} yes={words.vault.unlock} give={unlock} />
      )}
      {first && keeps}
      {way.retry && <Deed label={words.vault.retry} run={() => unlock()} />}
      {!first && keeps && (
        <details class="disclosure">
          <summary>{words.vault.other}</summary>
          {keeps}
        </details>
      )}
    </div>
  );
}

/** The ways to keep sign-ins, each with what it means. */
export function Keeps({ of }: { of: readonly KeepIn[] }) {
  return (
    <ul class="vault-ways">
      {of.map((how) => {
        const { name, note, yes } = words.vault.keeps[how];
        return (
          <li key={how}>
            <h4>{name}</h4>
            <p class="quiet">{note}</p>
            {how === "passphrase" ? (
              <Passphrase
                label={words.vault.newPassphrase}
                note={words.vault.passphraseNote}
                yes={yes}
                give={(passphrase) => keep(how, passphrase)}
              />
            ) : (
              <Deed label={yes} run={() => keep(how)} />
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** A button, and what was refused. */
function Deed({ label, run }: { label: string; run: () => Promise<string | null> }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  return (
    <div>
      <button type="button" class="button small" onClick={() => void run().then(setRefusal)}>
        {label}
      </button>
      <p class="refusal" role="alert">
        {refusal}
      </p>
    </div>
  );
}

/** A field for a passphrase, which is seen by nobody and kept by no page. */
function Passphrase(props: {
  label: string;
  note?: string;
  yes: string;
  give: (passphrase: string) => Promise<string | null>;
}) {
  const id = useId();
  const [text, setText] = useState("");
  const [refusal, setRefusal] = useState<string | null>(null);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    setRefusal(await props.give(text));
    setText("");
  }

  return (
    <form class="vault-passphrase" onSubmit={(event) => void submit(event)}>
      <label for={id}>{props.label}</label>
      <input
        id={id}
        class="text-input"
        type="password"
        autocomplete="off"
        aria-invalid={refusal !== null}
        aria-describedby={`${id}-note`}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <p id={`${id}-note`} class="quiet">
        {props.note}
      </p>
      <button type="submit" class="button small" disabled={text === ""}>
        {props.yes}
      </button>
      <p class="refusal" role="alert">
        {refusal}
      </p>
    </form>
  );
}
