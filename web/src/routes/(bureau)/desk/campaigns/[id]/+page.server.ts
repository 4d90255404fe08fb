import { getCampaign, listVisits } from '@songgang/api/contract/campaigns.ts';
import { call } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

const PAGE = 100;

export const load: PageServerLoad = async ({ fetch, params, url }) => {
  const page = Math.max(1, Number(url.searchParams.get('page')) || 1);
  const village = url.searchParams.get('village');
  const query = {
    campaignId: params.id,
    ...(village && { regionCode: village }),
    offset: (page - 1) * PAGE,
    limit: PAGE,
  };
  const [campaign, list] = await Promise.all([
    call(fetch, getCampaign, { params }),
    call(fetch, listVisits, { query }),
  ]);
  return { campaign, ...list, page, pageSize: PAGE, village };
};
