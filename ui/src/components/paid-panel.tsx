import type { BoughtTotal, Paid, PaidTotal } from "../api/types";
import {
  bought,
  currencies,
  entries,
  exportLedger,
  isSearched,
  loadOlder,
  markAll,
  more,
  totals,
  unreadCount,
  want,
  wanted,
} from "../state/ledger";
import { kinds } from "../words/kinds";
import { money } from "../words/money";
import { words } from "../words/paid";
import { PaidRow } from "./paid-row";

/** What was paid: totals, search, and the list. */
export function PaidPanel() {
  const list = entries.value;
  const { q, currency, unread, tests } = wanted.value;
  return (
    <section class="panel paid" aria-labelledby="paid-title">
      <div class="paid-head">
        <h2 id="paid-title">{words.title}</h2>
        {unreadCount.value > 0 && <span class="pill">{words.unreadCount(unreadCount.value)}</span>}
      </div>
      <p class="quiet">{words.help}</p>
      <Totals all={totals.value} bought={bought.value} />
      <div class="paid-search">
        <input
          class="text-input"
          type="search"
          aria-label={words.search}
          placeholder={words.searchPlaceholder}
          value={q}
          onInput={(event) => want({ q: event.currentTarget.value })}
        />
        <select
          class="select"
          aria-label={words.currency}
          value={currency}
          onChange={(event) => want({ currency: event.currentTarget.value })}
        >
          <option value="">{words.anyCurrency}</option>
          {currencies.value.map((code) => (
            <option key={code} value={code}>
              {code}
            </option>
          ))}
        </select>
        <label class="paid-unread">
          <input
            type="checkbox"
            checked={unread}
            onChange={(event) => want({ unread: event.currentTarget.checked })}
          />
          {words.unreadOnly}
        </label>
        <label class="paid-unread">
          <input
            type="checkbox"
            checked={tests}
            onChange={(event) => want({ tests: event.currentTarget.checked })}
          />
          {words.tests}
        </label>
      </div>
      {list !== null && <Entries list={list} />}
      <div class="account-buttons">
        {more.value && (
          <button type="button" class="button small" onClick={() => void loadOlder()}>
            {words.more}
          </button>
        )}
        {unreadCount.value > 0 && !isSearched.value && (
          <button type="button" class="button small" onClick={() => void markAll()}>
            {words.readAll}
          </button>
        )}
        <button type="button" class="button small" onClick={() => void exportLedger()}>
          {words.export}
        </button>
      </div>
    </section>
  );
}

function Totals({ all, bought }: { all: PaidTotal[]; bought: BoughtTotal[] }) {
  const unreadable = all.find(({ currency }) => currency === null);
  return (
    <>
      <ul class="paid-totals" aria-label={words.totals}>
        {all.map(
          ({ currency, value, charity = false, count }) =>
            currency !== null &&
            value !== null && (
              <li key={`${currency} ${charity}`}>
                <strong>{money(value, currency)}</strong>
                <span class="quiet">
                  {charity ? words.charity(currency, count) : words.total(currency, count)}
                </span>
              </li>
            ),
        )}
        {bought.map(({ kind, plan, count }) => (
          <li key={`${kind} ${plan}`}>
            <strong>{words.bought(count, plan) || count}</strong>
            <span class="quiet">{kinds.find(({ name }) => name === kind)?.many}</span>
          </li>
        ))}
      </ul>
      {unreadable && <p class="quiet">{words.unreadable(unreadable.count)}</p>}
    </>
  );
}

function Entries({ list }: { list: Paid[] }) {
  if (list.length === 0) {
    const { q, currency, unread, tests } = wanted.value;
    const looked = q !== "" || currency !== "" || unread || !tests;
    return (
      <p class="empty">
        <strong>{looked ? words.noneFound : words.none}</strong>
        <br />
        {looked ? words.noneFoundHelp : words.noneHelp}
      </p>
    );
  }
  return (
    <ol class="paid-list">
      {list.map((paid) => (
        <PaidRow key={paid.message.id} paid={paid} />
      ))}
    </ol>
  );
}
