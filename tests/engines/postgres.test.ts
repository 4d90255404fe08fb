import pg, { type Sql } from 'postgres';
import { describe, inject } from 'vitest';
import { postgres } from '../../search/src/engines/postgres/engine.ts';
import { cloneTemplate, dropClone } from '../support/clone.ts';
import { describeContract } from './contract.ts';
import { ensureSearchTable } from './search-table.ts';

describe('PostgreSQL engine', () => {
  const name = `songgang_search_${process.pid}`;
  let sql: Sql | undefined;
  describeContract(
    async () => {
      sql = pg(await cloneTemplate(inject('clusterUrl'), name), { max: 8, onnotice: () => {} });
      await ensureSearchTable(sql);
      return postgres({ sql, index: 'contract' });
    },
    async () => {
      await sql?.end({ timeout: 5 });
      await dropClone(inject('clusterUrl'), name);
    },
  );
});
