import { sentenceFor } from './sentences.ts';

/** What a child tells the supervisor, over the channel between them. */
export type ChildMessage = { readonly ready: true } | { readonly fault: string };

/**
 * The frame of a serving process (api and web, worker): opens, says that it is ready, and closes in order on SIGINT, SIGTERM,
 * SIGHUP or when its parent is gone, however the parent ended. `open` returns how to close.
 */
export async function runProcess(name: string, open: () => Promise<() => Promise<void>>): Promise<void> {
  let close: (() => Promise<void>) | undefined;
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    // Still opening: what is opened closes below.
    if (close) await end(name, close);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());
  process.once('disconnect', () => void stop());
  try {
    close = await open();
  } catch (error) {
    await refuse(name, error);
    return;
  }
  if (isStopping) await end(name, close);
  else await tell({ ready: true });
}

async function end(name: string, close: () => Promise<void>): Promise<void> {
  try {
    await close();
  } catch (error) {
    console.error(`${name}: 停止时出错`, error);
    process.exit(1);
  }
  process.exit(0);
}

async function refuse(name: string, error: unknown): Promise<void> {
  const sentence = sentenceFor(error);
  if (!sentence) console.error(`${name}:`, error);
  else if (!process.send) console.error(sentence);
  await tell({ fault: sentence ?? `${name} 启动时出错，原因见上面的输出。` });
  process.exit(1);
}

/** Resolves when the message has left; where nobody listens, at once. */
function tell(message: ChildMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.send && process.connected) process.send(message, undefined, undefined, () => resolve());
    else resolve();
  });
}
