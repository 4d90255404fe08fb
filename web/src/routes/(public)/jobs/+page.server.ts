import { jobList } from '#lib/server/job-list.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => jobList(event, { on: 'phone', path: '/jobs', size: 20 });
