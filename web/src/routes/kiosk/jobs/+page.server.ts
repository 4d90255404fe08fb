import { jobList } from '#lib/server/job-list.ts';
import type { PageServerLoad } from './$types';

/** Three a page: what fits on the screen without scrolling. */
export const load: PageServerLoad = (event) => jobList(event, { on: 'kiosk', path: '/kiosk/jobs', size: 3 });
