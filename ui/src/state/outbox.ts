// The changes of one overlay on their way to the application.

import { ApiError } from "../api/client";
import type { Overlay } from "../api/types";
import { applied, merged, type OverlayPatch } from "./patch";

interface Change {
  patch: OverlayPatch;
  taken: () => void;
  refused: (why: unknown) => void;
}

/**
 * Sends changes one after another, and those that come while one is under way as one. What is
 * shown is always what the application has with all that is on its way: nothing flickers, and
 * what is refused goes back.
 */
export class Outbox {
  #confirmed: Overlay;
  #onWay: Change[] = [];
  #busy = false;
  readonly #send: (patch: OverlayPatch) => Promise<Overlay>;
  readonly #show: (overlay: Overlay) => void;

  constructor(
    confirmed: Overlay,
    send: (patch: OverlayPatch) => Promise<Overlay>,
    show: (overlay: Overlay) => void,
  ) {
    this.#confirmed = confirmed;
    this.#send = send;
    this.#show = show;
  }

  /** Shows the change at once. Rejects with why it was refused; it is not shown any more then. */
  add(patch: OverlayPatch): Promise<void> {
    return new Promise((taken, refused) => {
      this.#onWay.push({ patch, taken, refused });
      this.#shown();
      if (!this.#busy) void this.#deliverAll();
    });
  }

  /** Takes what the application said of it by another way. */
  confirm(overlay: Overlay): void {
    this.#confirmed = overlay;
    this.#shown();
  }

  async #deliverAll(): Promise<void> {
    this.#busy = true;
    while (this.#onWay.length > 0) await this.#deliver([...this.#onWay]);
    this.#busy = false;
  }

  async #deliver(batch: Change[]): Promise<void> {
    let settle: (change: Change) => void;
    try {
      this.#confirmed = await this.#send(batch.map(({ patch }) => patch).reduce(merged));
      settle = ({ taken }) => taken();
    } catch (error) {
      // One of them is at fault: the others are not to go with it.
      if (batch.length > 1 && error instanceof ApiError && error.status === 422) {
        for (const change of batch) await this.#deliver([change]);
        return;
      }
      settle = ({ refused }) => refused(error);
    }
    this.#onWay = this.#onWay.filter((change) => !batch.includes(change));
    this.#shown();
    batch.forEach(settle);
  }

  #shown(): void {
    this.#show(this.#onWay.reduce((shown, { patch }) => applied(shown, patch), this.#confirmed));
  }
}
