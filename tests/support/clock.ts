/** A Monday morning, nine o'clock in Shanghai: when every test happens unless it says otherwise. */
export const NOW = new Date('2026-03-02T01:00:00.000Z');

export interface Clock {
  readonly now: () => Date;
  /** Moves on by so many milliseconds. */
  advance(ms: number): void;
}

export function aClock(start: Date = NOW): Clock {
  let at = start.getTime();
  return {
    now: () => new Date(at),
    advance: (ms) => {
      at += ms;
    },
  };
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
