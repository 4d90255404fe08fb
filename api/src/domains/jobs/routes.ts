import * as desk from '../../../contract/job-desk.ts';
import * as contract from '../../../contract/jobs.ts';
import type { Serve } from '../../http/endpoint.ts';
import * as lists from './desk-lists.ts';
import { lexiconRoutes } from './lexicon/routes.ts';
import * as open from './public.ts';
import { indexState } from './search-index.ts';
import * as jobs from './service.ts';
import { countTiles } from './tiles.ts';
import { enterMinimumWage } from './verdict.ts';

export function jobRoutes(serve: Serve) {
  serve(desk.checkJob, jobs.checkDraft);
  serve(desk.createJob, jobs.createJob);
  serve(desk.editJob, jobs.editJob);
  serve(desk.takeJobStep, jobs.takeStep);
  serve(desk.setJobTerms, jobs.setTerms);
  serve(desk.repostJob, jobs.repostJob);
  serve(desk.listDeskJobs, lists.listDesk);
  serve(desk.listReviewQueue, lists.listReview);
  serve(desk.getJobDesk, jobs.readDesk);
  serve(contract.searchJobs, open.searchJobs);
  serve(contract.countJobs, countTiles);
  serve(contract.getJob, open.readJob);
  serve(contract.completeSearch, open.complete);
  serve(contract.suggestOccupations, open.suggest);
  serve(contract.listOccupations, open.listBranches);
  serve(desk.setMinimumWage, enterMinimumWage);
  serve(contract.getIndexState, indexState);
  lexiconRoutes(serve);
}
