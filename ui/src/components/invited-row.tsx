import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { Moderator } from "../api/types";
import { toClipboard } from "../state/clipboard";
import { askToRevoke, shownLink } from "../state/moderators";
import { sync } from "../state/status";
import { masked, showToCopy, useUnmasked } from "../state/unmasked";
import { moderators as words } from "../words/moderators";
import { Icon } from "./icons";

/** Somebody who is invited. */
export function InvitedRow({ moderator }: { moderator: Moderator }) {
  const { id, name, rights, expires_at, over } = moderator;
  const isShown = shownLink.value === id;
  const end = over ? words.over : expires_at ? words.until(expires_at) : words.forever;
  return (
    <li class="invited" data-over={over}>
      <div class="invited-head">
        <div class="invited-words">
          <h3>
            <bdi>{name}</bdi>
          </h3>
          <p class="quiet">
            {words.may(rights)}, {end}
          </p>
        </div>
        {!over && (
          <button
            type="button"
            class="button small"
            aria-expanded={isShown}
            aria-label={words.linkOf(name)}
            onClick={() => {
              shownLink.value = isShown ? null : id;
            }}
          >
            <Icon name="key" />
            {words.link}
          </button>
        )}
        <button
          type="button"
          class="icon-button"
          aria-label={words.revokeOf(name)}
          title={words.revoke}
          onClick={() => askToRevoke(moderator)}
        >
          <Icon name="close" />
        </button>
      </div>
      {isShown && !over && <Link moderator={moderator} />}
    </li>
  );
}

const throughService = () =>
  sync.value?.state === "connected" ? words.onInternet : words.onInternetLater;

/** The link, as text and as a picture. Both stay off a screen that may well be on the stream. */
function Link({ moderator }: { moderator: Moderator }) {
  const { name, url, network_urls, internet_url, qr } = moderator;
  const id = useId();
  const [seen, setSeen] = useUnmasked();
  const [copied, setCopied] = useState<"no" | "yes" | "by-hand">("no");
  const field = useRef<HTMLInputElement>(null);
  const onNetwork = network_urls[0];
  const address = internet_url ?? onNetwork ?? url;
  const reaches = internet_url ? throughService() : onNetwork ? words.onNetwork : words.onlyHere;

  // Where the browser gives no clipboard, the person copies; the link must be there for that.
  useEffect(() => {
    if (copied === "by-hand" && seen) field.current?.select();
  }, [copied, seen]);

  async function copy(): Promise<void> {
    if (await toClipboard(address)) {
      setCopied("yes");
      return;
    }
    showToCopy(() => {
      setSeen(true);
      setCopied("by-hand");
    });
  }

  return (
    <div class="address">
      <div class="address-row">
        <input
          ref={field}
          readOnly
          aria-label={words.linkOf(name)}
          aria-describedby={id}
          value={seen ? address : masked(address)}
        />
        <button
          type="button"
          class="button"
          aria-pressed={seen}
          onClick={() => {
            setSeen(!seen);
            setCopied("no");
          }}
        >
          <Icon name={seen ? "eye-off" : "eye"} />
          {seen ? words.hide : words.show}
        </button>
        <button type="button" class="button primary copy" onClick={() => void copy()}>
          <Icon name={copied === "yes" ? "check" : "copy"} />
          {copied === "yes" ? words.copied : words.copy}
        </button>
      </div>
      <p id={id} class="quiet" role="status">
        {copied === "by-hand" ? words.copyByHand : reaches}
      </p>
      {seen && qr && (
        <figure class="sign-in-qr">
          <img src={`data:image/svg+xml,${encodeURIComponent(qr)}`} alt={words.qr(name)} />
          <figcaption class="quiet">
            {internet_url ? words.qrHelpAnywhere : words.qrHelp}
          </figcaption>
        </figure>
      )}
    </div>
  );
}
