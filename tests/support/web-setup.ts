import { buildWeb } from '../../api/src/start/web-build.ts';
import { TEST_WEB } from './server.ts';

/** Builds the web once, into the tests' own folder, before any product of theirs starts. */
export default async function setup() {
  await buildWeb(TEST_WEB, new AbortController().signal);
}
