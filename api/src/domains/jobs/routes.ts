import * as contract from '../../../contract/jobs.ts';
import type { Serve } from '../../http/endpoint.ts';
import * as jobs from './service.ts';

export function jobRoutes(serve: Serve) {
  serve(contract.checkJob, jobs.checkDraft);
  serve(contract.createJob, jobs.createJob);
  serve(contract.editJob, jobs.editJob);
  serve(contract.takeJobStep, jobs.takeStep);
  serve(contract.setJobTerms, jobs.setTerms);
  serve(contract.repostJob, jobs.repostJob);
  serve(contract.listDeskJobs, jobs.listDesk);
  serve(contract.listReviewQueue, jobs.listReview);
  serve(contract.getJobDesk, jobs.readDesk);
}
