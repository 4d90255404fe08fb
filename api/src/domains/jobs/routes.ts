import * as contract from '../../../contract/jobs.ts';
import type { Serve } from '../../http/endpoint.ts';
import * as lists from './desk-lists.ts';
import { lexiconRoutes } from './lexicon/routes.ts';
import * as open from './public.ts';
import { indexState } from './search-index.ts';
import * as jobs from './service.ts';
import { enterMinimumWage } from './verdict.ts';

export function jobRoutes(serve: Serve) {
  serve(contract.checkJob, jobs.checkDraft);
  serve(contract.createJob, jobs.createJob);
  serve(contract.editJob, jobs.editJob);
  serve(contract.takeJobStep, jobs.takeStep);
  serve(contract.setJobTerms, jobs.setTerms);
  serve(contract.repostJob, jobs.repostJob);
  serve(contract.listDeskJobs, lists.listDesk);
  serve(contract.listReviewQueue, lists.listReview);
  serve(contract.getJobDesk, jobs.readDesk);
  serve(contract.searchJobs, open.searchJobs);
  serve(contract.countJobs, open.countTiles);
  serve(contract.getJob, open.readJob);
  serve(contract.completeSearch, open.complete);
  serve(contract.suggestOccupations, open.suggest);
  serve(contract.listOccupations, open.listBranches);
  serve(contract.setMinimumWage, enterMinimumWage);
  serve(contract.getIndexState, indexState);
  lexiconRoutes(serve);
}
