import * as contract from '../../../contract/deliveries.ts';
import { getJobFit } from '../../../contract/job-desk.ts';
import * as matching from '../../../contract/matching.ts';
import type { Serve } from '../../http/endpoint.ts';
import { readFit } from './fit.ts';
import { listAnswers } from './for-employer.ts';
import * as kiosk from './kiosk.ts';
import * as runs from './runs.ts';
import * as deliveries from './service.ts';

export function matchingRoutes(serve: Serve) {
  serve(contract.listMyDeliveries, deliveries.listMine);
  serve(contract.listAnswersToEmployer, listAnswers);
  serve(contract.listDeliveries, deliveries.list);
  serve(contract.getDelivery, deliveries.read);
  serve(contract.takeDeliveryStep, deliveries.takeStep);
  serve(contract.wishForJob, deliveries.wish);
  serve(contract.wishAtKiosk, kiosk.sayWish);
  serve(contract.listKioskWishes, kiosk.listWishes);
  serve(contract.settleKioskWish, kiosk.settleWish);
  serve(matching.runMatch, runs.order);
  serve(matching.listRuns, runs.listRuns);
  serve(matching.getRun, runs.readRun);
  serve(getJobFit, readFit);
  serve(matching.explainPair, runs.explain);
}
