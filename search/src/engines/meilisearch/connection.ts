import net from 'node:net';
import tls from 'node:tls';
import { AnswerReader, type Told } from './answer-reader.ts';

/** The server closed a kept connection just as the question left: it was not heard, and may be put once more. */
export class Unheard extends Error {}

interface Waiting {
  tell(answer: Told): void;
  fail(error: Error): void;
}

/**
 * A connection to the server for one question after another. Written out because a question by `fetch` or `node:http` takes two
 * to three times the processor time of writing its bytes to a socket and reading the answer's.
 */
export class Connection {
  readonly #socket: net.Socket;
  readonly #reader = new AnswerReader();
  #waiting: Waiting | undefined;
  #isOpen = true;
  /** In ms of `performance.now()`; undefined before the first answer. */
  #answeredAt: number | undefined;

  constructor({ protocol, hostname, port }: URL) {
    const host = hostname.replace(/^\[|\]$/g, '');
    const isSecure = protocol === 'https:';
    const where = { host, port: Number(port || (isSecure ? 443 : 80)), noDelay: true };
    const name = net.isIP(host) === 0 ? { servername: host } : {};
    this.#socket = isSecure ? tls.connect({ ...where, ...name }) : net.connect(where);
    // A silent connection keeps no process from ending; while an answer is waited for, the timer of the asker's patience does.
    this.#socket.unref();
    this.#socket.on('data', (piece) => this.#read(piece));
    this.#socket.on('error', (error) => this.#leftBy(error));
    this.#socket.on('close', () => this.#leftBy(new Error('the connection was closed')));
  }

  /** Whether it may be asked again, having been silent for no longer than `ms`. */
  isFresh(ms: number): boolean {
    return this.#isOpen && this.#answeredAt !== undefined && performance.now() - this.#answeredAt < ms;
  }

  /** One question at a time: the next one after the answer. */
  ask(question: string, encoding: 'latin1' | 'utf8'): Promise<Told> {
    return new Promise((tell, fail) => {
      this.#waiting = { tell, fail };
      this.#socket.write(question, encoding);
    });
  }

  /** Whoever waits is told why. */
  close(why: Error): void {
    this.#isOpen = false;
    this.#socket.destroy();
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.fail(why);
  }

  #read(piece: Buffer): void {
    try {
      const answer = this.#reader.read(piece);
      if (answer) this.#answer(answer);
    } catch (error) {
      this.close(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #answer(answer: Told): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    this.#answeredAt = performance.now();
    if (!answer.isKept || !waiting) this.close(new Error('nothing follows on this connection'));
    waiting?.tell(answer);
  }

  /** The server, or what lies between, has ended it. */
  #leftBy(cause: Error): void {
    const isUnheard = this.#answeredAt !== undefined && this.#reader.isEmpty;
    this.close(isUnheard ? new Unheard(cause.message, { cause }) : cause);
  }
}
