import { useState } from "preact/hooks";
import type { Platform } from "../api/types";
import { sendTestMessage } from "../state/look";
import { words } from "../words";
import { Icon } from "./icons";

const { kinds } = words.test;

/** What each platform can say, and how the select calls it. */
const offers: { platform: Platform; kind: string; label: string }[] = [
  { platform: "twitch", kind: "chat", label: kinds.chat },
  { platform: "twitch", kind: "highlighted", label: kinds.highlighted },
  { platform: "twitch", kind: "cheer", label: kinds.cheer },
  { platform: "twitch", kind: "subscription", label: kinds.subscription },
  { platform: "twitch", kind: "gift", label: kinds.gift },
  { platform: "twitch", kind: "raid", label: kinds.raid },
  { platform: "twitch", kind: "announcement", label: kinds.announcement },
  { platform: "youtube", kind: "chat", label: kinds.chat },
  { platform: "youtube", kind: "superchat", label: kinds.superchat },
  { platform: "youtube", kind: "supersticker", label: kinds.supersticker },
  { platform: "youtube", kind: "membership", label: kinds.membership },
  { platform: "youtube", kind: "milestone", label: kinds.milestone },
  { platform: "youtube", kind: "gift", label: kinds.ytGift },
];

export function TestMessage() {
  const [chosen, setChosen] = useState(0);

  function send(): void {
    const offer = offers[chosen];
    if (offer) void sendTestMessage(offer.kind, offer.platform);
  }

  return (
    <div class="test-row">
      <select
        class="select"
        aria-label={words.test.kind}
        value={String(chosen)}
        onChange={(event) => setChosen(Number(event.currentTarget.value))}
      >
        <Offers platform="twitch" />
        <Offers platform="youtube" />
      </select>
      <button type="button" class="button" onClick={send}>
        <Icon name="send" />
        {words.test.send}
      </button>
    </div>
  );
}

function Offers({ platform }: { platform: Platform }) {
  return (
    <optgroup label={words.platforms[platform]}>
      {offers.map((offer, index) =>
        offer.platform === platform ? (
          <option key={offer.kind} value={String(index)}>
            {offer.label}
          </option>
        ) : null,
      )}
    </optgroup>
  );
}
