import { useEffect, useId, useState } from "preact/hooks";
import type { Account } from "../api/types";
import { begun, cancelSignIn, signIn } from "../state/accounts";
import { toClipboard } from "../state/clipboard";
import { MASK, onStream, useUnmasked } from "../state/unmasked";
import { words as page } from "../words";
import { words } from "../words/accounts";
import { Icon } from "./icons";

const LOOKS_AT_THE_CLOCK_MS = 5000;
const MINUTE_MS = 60_000;

/** What a person does to confirm a sign-in. */
export function SignInWait({ account }: { account: Account }) {
  const { platform, code, verification_url: url, expires_at: ends } = account;
  // Of another sign-in, or after a reload, this page knows what the status says and no more.
  const ours = begun.value?.url === url ? begun.value : null;
  const { waiting } = words;
  const [seen, setSeen] = useUnmasked();
  // Whoever reads code, address or QR code on the stream could finish the sign-in as their own.
  const hidden = onStream.value && !seen;
  return (
    <div class="sign-in">
      <p>
        {ours?.opened ? waiting.opened(platform) : waiting.notOpened(platform)}{" "}
        {!code && waiting.choose}
      </p>
      {url && (
        <p class="sign-in-address">
          {/* In the application's own window it opens nothing: the button beside it does. */}
          {hidden ? (
            MASK
          ) : (
            <a href={url} target="_blank" rel="noreferrer" aria-label={waiting.address}>
              {url}
            </a>
          )}
        </p>
      )}
      {code && <Code code={code} hidden={hidden} />}
      {ours?.qr && !hidden && (
        <figure class="sign-in-qr">
          <img src={`data:image/svg+xml,${encodeURIComponent(ours.qr)}`} alt={waiting.qr} />
          <figcaption class="quiet">{waiting.qrHelp}</figcaption>
        </figure>
      )}
      <p class="quiet">
        {ends && <TimeLeft ends={ends} />} {code && waiting.refusedThere}
      </p>
      <div class="account-buttons">
        {onStream.value && (
          <button
            type="button"
            class="button small"
            aria-pressed={seen}
            onClick={() => setSeen(!seen)}
          >
            <Icon name={seen ? "eye-off" : "eye"} />
            {seen ? page.overlay.hide : page.overlay.show}
          </button>
        )}
        {ours?.opened && (
          <button
            type="button"
            class="button small"
            onClick={() => void signIn(platform, ours.rights)}
          >
            <Icon name="retry" />
            {waiting.again}
          </button>
        )}
        <button
          type="button"
          class="button small"
          aria-label={waiting.cancelWhat(platform)}
          onClick={() => void cancelSignIn(platform)}
        >
          {waiting.cancel}
        </button>
      </div>
    </div>
  );
}

/** Also hidden, it can be copied. */
function Code({ code, hidden }: { code: string; hidden: boolean }) {
  const id = useId();
  const [copied, setCopied] = useState<boolean | null>(null);
  const { waiting } = words;
  return (
    <div>
      <p id={id}>{waiting.compare}</p>
      <div class="sign-in-code">
        <output aria-labelledby={id}>{hidden ? MASK : code}</output>
        <button
          type="button"
          class="button small"
          onClick={() => void toClipboard(code).then(setCopied)}
        >
          <Icon name={copied ? "check" : "copy"} />
          {copied ? waiting.copied : waiting.copy}
        </button>
      </div>
      {copied === false && (
        <p class="quiet" role="status">
          {waiting.copyByHand}
        </p>
      )}
    </div>
  );
}

function TimeLeft({ ends }: { ends: string }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), LOOKS_AT_THE_CLOCK_MS);
    return () => clearInterval(timer);
  }, []);
  const left = Math.ceil((Date.parse(ends) - now) / MINUTE_MS);
  return <>{words.waiting.minutes(left)}</>;
}
