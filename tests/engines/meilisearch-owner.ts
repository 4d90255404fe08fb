/** A process that owns a server, for tests that kill it: prints what it opened and then stays. Argument: the home. */
import { openSearchServer } from '../../search/src/meilisearch-server.ts';

const [home = ''] = process.argv.slice(2);
const server = await openSearchServer({ home, log: (line) => console.error(line) });
console.log(JSON.stringify({ url: server?.url, origin: server?.origin }));
process.on('SIGTERM', () => void server?.close().then(() => process.exit(0)));
setInterval(() => {}, 60_000);
