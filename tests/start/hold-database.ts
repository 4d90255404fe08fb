import { openEmbedded } from '../../api/src/db/embedded.ts';

// Opens the cluster of the home named as argument, says how, and lets go when its input ends.
const database = await openEmbedded(process.argv[2] ?? '');
console.log(JSON.stringify({ url: database.url, origin: database.origin }));
for await (const _ of process.stdin);
await database.close();
