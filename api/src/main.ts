import { createServer, type RequestListener } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildApp } from './app.ts';
import { portFault } from './start/checks.ts';
import { givenDatabase, openParts } from './start/parts.ts';
import { runProcess } from './start/process-frame.ts';
import { reachable, readSettings, type Settings } from './start/settings.ts';

/** The process that serves the api and the web on one port. */
await runProcess('api', async () => {
  const settings = readSettings(process.env);
  const web = await loadWeb(settings);
  const parts = await openParts(settings, givenDatabase(settings), process.env);
  const serverFactory = (api: RequestListener) => createServer(oneOrigin(api, web, settings.isBehindProxy));
  const app = await buildApp(parts.deps, { serverFactory, logger: true });
  const close = async () => {
    await app.close();
    await parts.close();
  };
  try {
    await app.listen({ port: settings.port, host: settings.host });
  } catch (error) {
    await close();
    throw portFault(error, settings.port, settings.host);
  }
  return close;
});

/** Paths under /api are the api's, all others the web's. */
function oneOrigin(api: RequestListener, web: RequestListener, isBehindProxy: boolean): RequestListener {
  return (request, response) => {
    // The web takes same-origin posts alone and assumes https: only a proxy of ours may say what the browser used.
    if (!isBehindProxy || !request.headers['x-forwarded-proto']) request.headers['x-forwarded-proto'] = 'http';
    if (/^\/api(?=[/?]|$)/.test(request.url ?? '')) api(request, response);
    else web(request, response);
  };
}

async function loadWeb({ host, port, webOut }: Settings): Promise<RequestListener> {
  process.env.API_ORIGIN = `http://${reachable(host)}:${port}`;
  process.env.PROTOCOL_HEADER = 'x-forwarded-proto';
  // A register of a whole county is a file of some megabytes.
  process.env.BODY_SIZE_LIMIT ??= '32M';
  const built = await import(pathToFileURL(path.join(webOut, 'handler.js')).href);
  // adapter-node's build carries no types; its handler is a plain listener of Node's.
  return built.handler as RequestListener;
}
