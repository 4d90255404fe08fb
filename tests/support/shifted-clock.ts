/** Lets everything here, a process or a page, live so many milliseconds from now; needs nothing from outside itself. */
export function shiftClock(byMs: number): void {
  const real = Date.now;
  const now = () => real() + byMs;
  globalThis.Date = new Proxy(Date, {
    construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [now()] : given, made),
    apply: () => new Date().toString(),
  });
  Date.now = now;
}

// Handed to processes by `node --import`, which pass both variables on to their own.
const { CLOCK_SHIFT_MS } = process.env;
if (CLOCK_SHIFT_MS !== undefined) shiftClock(Number(CLOCK_SHIFT_MS));

/** The environment of a process that lives on another day. */
export const shiftedBy = (ms: number): NodeJS.ProcessEnv => ({
  NODE_OPTIONS: `--import=${import.meta.filename}`,
  CLOCK_SHIFT_MS: String(ms),
});
