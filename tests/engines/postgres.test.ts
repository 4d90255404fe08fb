import { describe } from 'vitest';
import { describeContract } from './contract.ts';
import { openPostgres } from './servers.ts';

describe('PostgreSQL engine', () => {
  describeContract(() => openPostgres('contract'));
});
