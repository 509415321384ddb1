import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { link } from "../state/link";
import { loadModerators, moderators, openToNetwork } from "../state/moderators";
import { settings } from "../state/settings";
import { sync } from "../state/status";
import { moderators as words } from "../words/moderators";
import { AuditList } from "./audit-list";
import { Tick } from "./field-row";
import { Icon } from "./icons";
import { Invite } from "./invite";
import { InvitedRow } from "./invited-row";
import { NetworkPort } from "./network-port";
import { SyncService } from "./sync-service";

/** What goes takes the focus with it: the heading gets it. */
export const MODERATORS_TITLE = "moderators-title";

/** Whom the streamer has invited, what they may do, and what they did. */
export function ModeratorsPanel() {
  const [auditOpen, setAuditOpen] = useState(false);
  const connected = link.value === "connected";
  // Their links are of the service that is set.
  const service = sync.value?.service;
  useEffect(() => {
    if (connected) void loadModerators();
  }, [connected, service]);
  const all = moderators.value;
  if (!all) return null;
  return (
    <section class="panel moderators" aria-labelledby={MODERATORS_TITLE}>
      <h2 id={MODERATORS_TITLE} tabIndex={-1}>
        {words.title}
      </h2>
      <p class="quiet">{words.help}</p>
      {all.length === 0 && (
        <div class="empty">
          <strong>{words.none}</strong>
          <p>{words.noneHelp}</p>
        </div>
      )}
      <ul>
        {all.map((moderator) => (
          <InvitedRow key={moderator.id} moderator={moderator} />
        ))}
      </ul>
      <Inviting first={all.length === 0} />
      <Network />
      <SyncService />
      <details
        class="disclosure"
        onToggle={(event) => setAuditOpen((event.currentTarget as HTMLDetailsElement).open)}
      >
        <summary>{words.done}</summary>
        {auditOpen && <AuditList />}
      </details>
    </section>
  );
}

/** The way to invite somebody. Where nobody is yet, it is open. */
function Inviting({ first }: { first: boolean }) {
  const [called, setCalled] = useState(false);
  const wasCalled = useRef(false);
  const opener = useRef<HTMLButtonElement>(null);
  const form = useRef<HTMLDivElement>(null);

  // Who calls it goes on to write, and who leaves it is where they came from.
  useLayoutEffect(() => {
    if (called) form.current?.querySelector("input")?.focus();
    else if (wasCalled.current) opener.current?.focus();
    wasCalled.current = called;
  }, [called]);

  if (!first && !called) {
    return (
      <button
        ref={opener}
        type="button"
        class="button primary inviting"
        onClick={() => setCalled(true)}
      >
        <Icon name="plus" />
        {words.invite}
      </button>
    );
  }
  return (
    <div ref={form} class="inviting">
      <h3>{words.invite}</h3>
      <Invite
        made={() => {
          // The form goes, and takes the focus with it.
          if (called) setCalled(false);
          else document.getElementById(MODERATORS_TITLE)?.focus();
        }}
        leave={first ? undefined : () => setCalled(false)}
      />
    </div>
  );
}

function Network() {
  const now = settings.value?.moderators;
  if (!now) return null;
  return (
    <div class="moderators-network">
      <Tick
        label={words.network}
        note={words.networkHelp}
        checked={now.on_network}
        change={(on) => void openToNetwork(on, now.port)}
      />
      {now.on_network && <NetworkPort port={now.port} />}
      <p class="quiet">{words.networkWarning}</p>
    </div>
  );
}
