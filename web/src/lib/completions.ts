const PAUSE_MS = 120;
const MOST = 6;

/** Asks for words while somebody types: after a short pause, the last question alone, and without a word where no answer comes. */
export class Completions {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = new AbortController();
  readonly #show: (words: readonly string[]) => void;

  constructor(show: (words: readonly string[]) => void) {
    this.#show = show;
  }

  ask(typed: string): void {
    this.stop();
    const words = typed.trim();
    if (words === '') this.#show([]);
    else this.#timer = setTimeout(() => this.#fetch(words), PAUSE_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#asked.abort();
    this.#asked = new AbortController();
  }

  async #fetch(typed: string): Promise<void> {
    const { signal } = this.#asked;
    const words = await fetch(`/complete?typed=${encodeURIComponent(typed)}`, { signal })
      .then((answer): Promise<string[]> | string[] => (answer.ok ? answer.json() : []))
      // A question that was overtaken, or a network that is away: the line itself goes on working.
      .catch((): string[] => []);
    if (!signal.aborted) this.#show(words.filter((word) => word !== typed).slice(0, MOST));
  }
}
