import { describeWhere } from '../support/skip.ts';
import { describeContract } from './contract.ts';
import { hasMeilisearch, openMeilisearch } from './servers.ts';

describeWhere(hasMeilisearch, 'Meilisearch engine (no MEILI_URL, no meilisearch on PATH)')('Meilisearch engine', () => {
  describeContract(() => openMeilisearch(`contract_${process.pid}`));
});
