import { useId, useLayoutEffect, useRef } from "preact/hooks";
import type { Account } from "../api/types";
import { askToSignOut, refused } from "../state/accounts";
import { adding, addOwnChannel } from "../state/sources";
import { isWholeButShut, trouble } from "../state/vault";
import { words as page } from "../words";
import { words } from "../words/accounts";
import { ApiKey } from "./api-key";
import { ClientId } from "./client-id";
import { Icon, type IconName } from "./icons";
import { PlatformGlyph } from "./platform-glyph";
import { QuotaLine } from "./quota-line";
import { Ask, AskForMore } from "./sign-in-ask";
import { SignInWait } from "./sign-in-wait";

/** Each state has its own shape, so that none is told by colour alone. */
const icons: Record<Account["state"], IconName> = {
  no_client: "attention",
  signed_out: "off",
  connecting: "spinner",
  connected: "check",
  retrying: "retry",
  revoked: "attention",
  locked: "key",
};

export function AccountRow({ account }: { account: Account }) {
  const { platform, state } = account;
  const id = useId();
  const row = useRef<HTMLLIElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  // What a state has to press goes away with it, and the person is not to be lost with that.
  const inside = row.current?.contains(document.activeElement) === true;
  useLayoutEffect(() => {
    if (inside && !row.current?.contains(document.activeElement)) heading.current?.focus();
  }, [state, account.own_channel]);

  return (
    <li class="account" data-state={state} aria-labelledby={id} ref={row}>
      <PlatformGlyph platform={platform} />
      <div class="account-words">
        <h3 id={id} tabIndex={-1} ref={heading}>
          {page.platforms[platform]}
        </h3>
        <div class="source-state" role="status">
          <Icon name={icons[state]} />
          <Says account={account} />
        </div>
        <Todo account={account} />
        <QuotaLine quota={account.quota} />
        {refused.value?.platform === platform && (
          <p class="refusal" role="alert">
            {trouble.value ? words.noPlace : refused.value.why}
          </p>
        )}
        {state !== "connecting" && <ClientId platform={platform} open={state === "no_client"} />}
        {account.api_key && <ApiKey state={account.api_key} quota={account.api_key_quota} />}
      </div>
    </li>
  );
}

/** What is. */
function Says({ account }: { account: Account }) {
  const { platform, state, name, login, can, detail, events } = account;
  if (state === "connecting") return <span>{words.waiting.progress(platform)}</span>;
  const title = words.states[state];
  if (state === "no_client" || state === "locked") {
    return (
      <span>
        <strong>{title}</strong>
        <span class="source-detail">
          {state === "locked" ? words.locked : words.noClient(platform)}
        </span>
      </span>
    );
  }
  if (state === "connected" || state === "retrying") {
    return (
      <span>
        <strong>
          <bdi>{words.as(name ?? login)}</bdi>
        </strong>
        <span class="source-detail">{state === "retrying" ? detail : words.can(can)}</span>
        {events && <span class="source-detail">{events}</span>}
      </span>
    );
  }
  return (
    <span>
      {title && <strong>{title}</strong>}
      <span class="source-detail">{detail}</span>
    </span>
  );
}

/** What to do. */
function Todo({ account }: { account: Account }) {
  const { platform, state } = account;
  switch (state) {
    case "connecting":
      return <SignInWait account={account} />;
    case "signed_out":
      return <Ask platform={platform} label={words.signIn(platform)} />;
    case "revoked":
      return <Ask platform={platform} label={words.signInAgain(platform)} />;
    case "connected":
    case "retrying":
      return (
        <>
          <OwnChannel account={account} />
          <AskForMore account={account} />
          <SignOut account={account} />
        </>
      );
    case "locked":
      return isWholeButShut.value ? <SignOut account={account} /> : null;
    default:
      return null;
  }
}

function SignOut({ account }: { account: Account }) {
  return (
    <button
      type="button"
      class="button small"
      aria-label={words.signOutOf(account.platform)}
      onClick={() => askToSignOut(account)}
    >
      {words.signOut}
    </button>
  );
}

/** For one whose own channel is no source yet. */
function OwnChannel({ account }: { account: Account }) {
  if (!account.own_channel) return null;
  return (
    <button
      type="button"
      class="button small"
      aria-label={words.addMyChannelOn(account.platform)}
      aria-busy={adding.value}
      onClick={() => void addOwnChannel(account)}
    >
      {words.addMyChannel}
    </button>
  );
}
