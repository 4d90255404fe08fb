import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { meilisearch } from '../../search/src/engines/meilisearch/engine.ts';
import { openSearchServer, type SearchServer } from '../../search/src/meilisearch-server.ts';
import { describeWhere } from '../support/skip.ts';
import { describeContract } from './contract.ts';

const isHere = process.env.MEILI_URL || spawnSync(process.env.MEILI_BIN ?? 'meilisearch', ['--version']).status === 0;

describeWhere(isHere, 'Meilisearch engine (no MEILI_URL, no meilisearch on PATH)')('Meilisearch engine', () => {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'songgang-meilisearch-'));
  let server: SearchServer | undefined;
  afterAll(() => fs.rmSync(home, { recursive: true, force: true }));
  describeContract(
    async () => {
      server = await openSearchServer({ home, log: () => {} });
      if (!server) throw new Error('Meilisearch has gone since the tests were collected');
      return meilisearch({ url: server.url, key: server.key, index: `contract_${process.pid}`, patience: 5_000 });
    },
    async () => server?.close(),
  );
});
