// The two signs of an attribution and which of them are asked for.

export const SIGNS = ["positive", "negative"] as const;
export type Sign = (typeof SIGNS)[number];
export type Polarity = Sign | "both";

/** Which signs occur. */
export type Signs = Record<Sign, boolean>;

/** Whether a polarity lets a value show. */
export function shows(polarity: Polarity, value: number): boolean {
  if (polarity === "both") return true;
  return polarity === "positive" ? value > 0 : value < 0;
}
