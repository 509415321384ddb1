// What the person has been told: taking note of it, and looking further.

import { api } from "../api/client";
import { report } from "./toasts";

export async function takeNote(code: string): Promise<void> {
  try {
    await api.takeNote(code);
  } catch (error) {
    report(error);
  }
}

export async function openLogs(): Promise<void> {
  try {
    await api.openLogs();
  } catch (error) {
    report(error);
  }
}

export async function openData(): Promise<void> {
  try {
    await api.openData();
  } catch (error) {
    report(error);
  }
}
