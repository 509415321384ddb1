import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { Sync, SyncState } from "../api/types";
import type { Refusal } from "../state/obs";
import { sync } from "../state/status";
import { askToDisconnect, connectAgain, connecting, connectService } from "../state/sync";
import { masked } from "../state/unmasked";
import { wayOut } from "../state/vault";
import { moderators } from "../words/moderators";
import { Icon, type IconName } from "./icons";
import { Keeps } from "./vault-note";

const words = moderators.sync;

/** Each state has its own shape, so that none is told by colour alone. */
const icons: Record<SyncState, IconName> = {
  off: "off",
  locked: "key",
  connecting: "spinner",
  connected: "check",
  unreachable: "retry",
  refused: "attention",
  elsewhere: "attention",
};

/** In these another link is what helps. */
const ASKING: readonly SyncState[] = ["off", "locked", "refused"];

/** In these it may go otherwise now, or here; or the link was mistyped. */
const AGAIN: readonly SyncState[] = ["unreachable", "refused", "elsewhere"];

/** Moderators over the internet: whether, through which service, and how that is. */
export function SyncService() {
  const id = useId();
  const now = sync.value;
  const [another, setAnother] = useState(false);
  const isConnected = now?.state === "connected";
  useEffect(() => {
    if (isConnected) setAnother(false);
  }, [isConnected]);
  if (!now) return null;
  // What is sent stays in its field until it is known how that went.
  const asks = another || ASKING.includes(now.state) || connecting.value === "with_link";
  return (
    <section class="moderators-sync" data-state={now.state} aria-labelledby={id}>
      <h3 id={id} tabIndex={-1}>
        {words.title}
      </h3>
      <p class="quiet">{words.help}</p>
      <State sync={now} />
      {asks && <LinkField takesFocus={another} />}
      {now.state !== "off" && (
        <Buttons state={now.state} onAnother={asks ? null : () => setAnother(true)} />
      )}
    </section>
  );
}

/** How it is. The place is always there, so that what changes is heard. */
function State({ sync: { state, since, detail, service } }: { sync: Sync }) {
  return (
    <div class="source-state" role="status">
      {state !== "off" && (
        <>
          <Icon name={icons[state]} />
          <span>
            <strong>{words.states[state]}</strong>
            {service && (
              // Of an address, the last part is hidden: here that is none.
              <span class="source-detail">
                {words.at(masked(`${service}/`).replace(/\/$/, ""), since)}
              </span>
            )}
            {detail && <span class="source-detail">{detail}</span>}
          </span>
        </>
      )}
    </div>
  );
}

/** `onAnother` is null where the field for a link is there. */
function Buttons(props: { state: SyncState; onAnother: (() => void) | null }) {
  const { state, onAnother } = props;
  const isTrying = connecting.value === "again";
  return (
    <div class="moderators-sync-buttons">
      {(AGAIN.includes(state) || isTrying) && (
        <button
          type="button"
          class="button small"
          aria-busy={isTrying}
          onClick={() => void connectAgain()}
        >
          {words.again}
        </button>
      )}
      {AGAIN.includes(state) && onAnother && (
        <button type="button" class="button small" onClick={onAnother}>
          {words.another}
        </button>
      )}
      <button type="button" class="button small" onClick={askToDisconnect}>
        {words.disconnect}
      </button>
    </div>
  );
}

/** The field for the connection link, which is kept as sign-ins are and by no page. */
function LinkField({ takesFocus }: { takesFocus: boolean }) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [link, setLink] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const keeps = refusal ? wayOut(refusal.code).keep : [];
  const busy = connecting.value === "with_link";

  useEffect(() => {
    if (takesFocus) field.current?.focus();
  }, [takesFocus]);

  async function connect(event: Event): Promise<void> {
    event.preventDefault();
    if (connecting.value) return;
    setRefusal(null);
    const refused = await connectService(link.trim());
    setRefusal(refused);
    if (refused === null) setLink("");
  }

  return (
    <>
      <form class="vault-passphrase" onSubmit={(event) => void connect(event)}>
        <label for={id}>{words.link}</label>
        <input
          ref={field}
          id={id}
          class="text-input"
          type="password"
          autocomplete="off"
          spellcheck={false}
          aria-invalid={refusal !== null}
          aria-describedby={`${id}-why ${id}-help`}
          value={link}
          onInput={(event) => setLink(event.currentTarget.value)}
        />
        <p id={`${id}-help`} class="quiet">
          {words.linkHelp}
        </p>
        <button type="submit" class="button small" disabled={link.trim() === ""} aria-busy={busy}>
          {busy ? words.connecting : words.connect}
        </button>
        <p id={`${id}-why`} class="refusal" role="alert">
          {refusal && (keeps.length > 0 ? `${refusal.why} ${words.noPlace}` : refusal.why)}
        </p>
      </form>
      {keeps.length > 0 && <Keeps of={keeps} />}
    </>
  );
}
