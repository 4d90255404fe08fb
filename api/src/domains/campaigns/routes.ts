import * as contract from '../../../contract/campaigns.ts';
import type { Serve } from '../../http/endpoint.ts';
import * as campaigns from './service.ts';
import * as visits from './visits.ts';

export function campaignRoutes(serve: Serve) {
  serve(contract.listCampaigns, campaigns.listCampaigns);
  serve(contract.getCampaign, campaigns.readCampaign);
  serve(contract.planCampaign, campaigns.planCampaign);
  serve(contract.listVisits, campaigns.listVisits);
  serve(contract.getVisit, visits.readVisit);
  serve(contract.recordVisit, visits.recordVisit);
}
