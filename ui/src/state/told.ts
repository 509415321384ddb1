// What the person has been told: taking note of it, and looking further.

import { api } from "../api/client";
import { report } from "./toasts";

/** Makes a call that answers nothing; what it refuses is said. */
const calling =
  <T extends unknown[]>(call: (...of: T) => Promise<void>) =>
  (...of: T): Promise<void> =>
    call(...of).catch(report);

export const takeNote = calling(api.takeNote);
export const openLogs = calling(api.openLogs);
export const openData = calling(api.openData);
