import { useEffect, useRef } from "preact/hooks";
import { AUDIT_PAGE } from "../api/moderating";
import type { AuditEntry } from "../api/types";
import { audit, followAudit, isWhole, lookBack, undoDeed } from "../state/moderators";
import { moderators as words } from "../words/moderators";
import { Icon } from "./icons";
import { bodyPart } from "./message-row";

/** Who did what, kept fresh while somebody looks. */
export function AuditList() {
  const list = useRef<HTMLOListElement>(null);
  useEffect(followAudit, []);

  async function back(): Promise<void> {
    await lookBack();
    // The button goes with the last of them.
    if (isWhole.value) list.current?.focus();
  }

  if (!audit.value) return null;
  if (audit.value.length === 0) return <p class="quiet">{words.noneDone}</p>;
  return (
    <>
      <ol class="audit" ref={list} tabIndex={-1}>
        {audit.value.map((entry) => (
          <Entry key={entry.number} entry={entry} />
        ))}
      </ol>
      {audit.value.length >= AUDIT_PAGE && !isWhole.value && (
        <button type="button" class="button small" onClick={() => void back()}>
          {words.older}
        </button>
      )}
    </>
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  const by = entry.by_streamer ? words.streamer : entry.by;
  const deed = words.did(entry);
  return (
    <li data-undone={entry.undone}>
      <div class="audit-words">
        <p>
          <strong>
            <bdi>{by}</bdi>
          </strong>{" "}
          {deed}
          <time class="quiet" dateTime={entry.at}>
            {" "}
            {words.time(entry.at)}
          </time>
        </p>
        {entry.text !== undefined && (
          <p class="quiet" dir="auto">
            {entry.author_name && <bdi>{words.whose(entry.author_name)}</bdi>}{" "}
            <bdi>{entry.body?.map(bodyPart) ?? entry.text}</bdi>
          </p>
        )}
        {entry.deed === "suggested" && entry.note !== undefined && (
          <p dir="auto">
            <bdi>{entry.note}</bdi>
          </p>
        )}
      </div>
      {entry.undone && <span class="quiet">{words.undone}</span>}
      {entry.pending && <span class="quiet">{words.pending}</span>}
      {entry.unknown && !entry.undone && <span class="quiet">{words.unknown(entry)}</span>}
      {entry.can_undo && !entry.undone && (
        <button
          type="button"
          class="button small"
          aria-label={words.undoWhat(by, deed)}
          onClick={() => void undoDeed(entry.number)}
        >
          <Icon name="undo" />
          {words.undo}
        </button>
      )}
    </li>
  );
}
