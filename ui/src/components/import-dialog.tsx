import { Fragment } from "preact";
import type { Import } from "../api/types";
import { offered, takeOffered, told } from "../state/settings-file";
import { editor } from "../words/editor";
import { words } from "../words/settings";
import { Icon } from "./icons";
import { ModalDialog } from "./modal-dialog";

const { preview } = words;

/** Shows what a file of settings changes, before it does. Escape and the first button change nothing. */
export function ImportDialog() {
  const now = offered.value;

  function close(): void {
    offered.value = null;
  }

  return (
    <ModalDialog
      name="import"
      isShown={now !== null}
      describedBy="import-cautions import-text"
      close={close}
      look="import"
    >
      <h2 id="import-title">{preview.title}</h2>
      {now && <Changes change={now.change} />}
      <p id="import-text">{preview.rest}</p>
      <div class="dialog-buttons">
        <button type="button" class="button" onClick={close}>
          {editor.cancel}
        </button>
        <button type="button" class="button danger" onClick={() => void takeOffered()}>
          {preview.yes}
        </button>
      </div>
    </ModalDialog>
  );
}

function Changes({ change }: { change: Import }) {
  const { cautions, settings, others } = told(change);
  return (
    <>
      <div id="import-cautions">
        {cautions.map((caution) => (
          <p key={caution} class="import-caution">
            <Icon name="attention" />
            <strong>{caution}</strong>
          </p>
        ))}
      </div>
      <section
        class="import-scroll"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it
        tabIndex={0}
        aria-labelledby="import-title"
      >
        {settings.length > 0 && (
          <>
            <h3>{preview.settings}</h3>
            <ul>
              {settings.map(({ name, from, to }) => (
                <li key={name}>
                  <strong>{name}</strong>
                  <span>
                    <bdi class="quiet">{from}</bdi> <span aria-hidden="true">→</span>{" "}
                    <span class="unseen">{preview.becomes}</span> <bdi>{to}</bdi>
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
        {others.map(({ title, names }) => (
          <Fragment key={title}>
            <h3>{title}</h3>
            <ul>
              {names.map((name, at) => (
                <li key={at}>
                  <bdi>{name}</bdi>
                </li>
              ))}
            </ul>
          </Fragment>
        ))}
      </section>
    </>
  );
}
