import { accounts } from "../state/accounts";
import { words } from "../words/accounts";
import { AccountRow } from "./account-row";
import { VaultNote } from "./vault-note";

/** Where the composer's button leads. */
export const ACCOUNTS_TITLE = "accounts-title";

export function AccountsPanel() {
  if (accounts.value.length === 0) return null;
  return (
    <section class="panel accounts" aria-labelledby={ACCOUNTS_TITLE}>
      <h2 id={ACCOUNTS_TITLE} tabIndex={-1}>
        {words.title}
      </h2>
      <p class="quiet">{words.help}</p>
      <ul class="account-list">
        {accounts.value.map((account) => (
          <AccountRow key={account.platform} account={account} />
        ))}
      </ul>
      <VaultNote />
    </section>
  );
}
