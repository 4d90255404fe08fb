import { parentPort, workerData } from 'node:worker_threads';
import { matchPlainly } from './match.ts';
import type { JobFacts, LabourerFacts } from './model.ts';

// workerData is untyped by nature; run.ts is the only one that starts this file.
const { labourers, jobs, seed } = workerData as { labourers: LabourerFacts[]; jobs: JobFacts[]; seed: number };
const result = matchPlainly(labourers, jobs, seed, (share) => parentPort?.postMessage({ share }));
parentPort?.postMessage({ result });
