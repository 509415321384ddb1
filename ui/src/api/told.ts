import type { ApiError } from "./client";

/** What was refused and what to do, as sentences. The API's messages begin small, as errors do. */
export function told({ message, hint }: ApiError): string {
  const end = /[.!?…]$/.test(message) ? "" : ".";
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}${end} ${hint}`.trim();
}
