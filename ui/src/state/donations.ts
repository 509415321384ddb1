// The services that take donations. How they are comes with the status.

import { computed, signal } from "@preact/signals";
import { ApiError, api } from "../api/client";
import { told } from "../api/told";
import type { DonationService } from "../api/types";
import { words } from "../words/paid";
import { question } from "./question";
import { status } from "./status";
import { report, showToast } from "./toasts";

export const services = computed(() => status.value?.donations ?? []);

/** The path that Ko-fi calls; null until it is known. */
export const kofiPath = signal<string | null>(null);

export async function loadDonations(): Promise<void> {
  try {
    kofiPath.value = (await api.donations()).kofi_path;
  } catch (error) {
    report(error);
  }
}

/** Keeps a token. Answers why not, where it can't be kept. */
export async function setToken(service: DonationService, token: string): Promise<string | null> {
  try {
    await api.setDonationToken(service.provider, token);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return told(error);
  }
  showToast({ tone: "plain", text: words.donations.saved(service.name) });
  return null;
}

export async function forgetToken(service: DonationService): Promise<void> {
  try {
    await api.forgetDonationToken(service.provider);
    showToast({ tone: "plain", text: words.donations.forgotten(service.name) });
  } catch (error) {
    report(error);
  }
}

export function askToRotateHook(): void {
  question.value = { ...words.donations.question, run: () => void rotate() };
}

async function rotate(): Promise<void> {
  try {
    kofiPath.value = (await api.rotateHookKey()).kofi_path;
    showToast({ tone: "plain", text: words.donations.rotated });
  } catch (error) {
    report(error);
  }
}
