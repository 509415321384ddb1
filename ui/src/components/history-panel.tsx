import { useEffect } from "preact/hooks";
import {
  type FileKind,
  failure,
  filtered,
  found,
  more,
  saveHistory,
  saving,
  search,
  searching,
  want,
  wanted,
} from "../state/history";
import { words } from "../words/history";
import { HistoryFilters } from "./history-filters";
import { HistoryList } from "./history-list";
import { Icon } from "./icons";

/** What was written: search, filters, list, and files of it. */
export function HistoryPanel() {
  useEffect(() => void search(), []);
  return (
    <section class="panel history" aria-labelledby="history-title">
      <h2 id="history-title">{words.title}</h2>
      <p class="quiet">{words.help}</p>
      <search class="history-search">
        <input
          class="text-input"
          type="search"
          aria-label={words.search}
          placeholder={words.searchPlaceholder}
          value={wanted.value.q}
          onInput={(event) => want({ q: event.currentTarget.value })}
        />
        <HistoryFilters />
      </search>
      <Found />
      <SaveButtons />
    </section>
  );
}

function Found() {
  const list = found.value;
  return (
    <>
      <div class="history-count">
        <p class="quiet" role="status">
          {says()}
        </p>
        <button type="button" class="button small" onClick={() => void search()}>
          <Icon name="retry" />
          {words.refresh}
        </button>
      </div>
      {failure.value && (
        <div class="empty" role="alert">
          <strong>{words.failed}</strong>
          <p>
            {failure.value.message} {failure.value.hint}
          </p>
        </div>
      )}
      {list?.length === 0 && !failure.value && (
        <div class="empty">
          <strong>{filtered.value ? words.noneFound : words.none}</strong>
          <p>{filtered.value ? words.noneFoundHelp : words.noneHelp}</p>
        </div>
      )}
      {list && list.length > 0 && <HistoryList list={list} />}
    </>
  );
}

/** How many there are. Where that is not known because it failed, the failure says so. */
function says(): string {
  if (searching.value) return words.searching;
  if (found.value) return words.found(found.value.length, more.value);
  return failure.value ? "" : words.searching;
}

function SaveButtons() {
  const kinds = Object.keys(words.exports) as FileKind[];
  return (
    <fieldset class="history-save">
      <legend class="quiet">{saving.value ? words.saving : words.export}</legend>
      {kinds.map((kind) => (
        <button
          key={kind}
          type="button"
          class="button small"
          title={words.exportHelp[kind]}
          aria-label={`${words.exports[kind]}: ${words.exportHelp[kind]}`}
          disabled={!found.value?.length || saving.value !== null}
          onClick={() => void saveHistory(kind)}
        >
          <Icon name="download" />
          {words.exports[kind]}
        </button>
      ))}
    </fieldset>
  );
}
