// Whether somebody on this device has found out that a message can be tapped.

import { fact } from "./kept";

export const tapped = fact("multichat-tapped");
