/** A process of its own, so that its memory is its own: one county judged, ranked and assigned; prints milliseconds and the most it held, in MiB. */
import { settle } from '@songgang/search/matcher/match.ts';
import { aCounty } from './county.ts';

const [labourers = 0, jobs = 0, counties = 1, seed = 1] = process.argv.slice(2).map(Number);
const county = aCounty({ labourers, jobs, counties, seed });
const before = performance.now();
settle(county.labourers, county.jobs, 1);
const ms = performance.now() - before;
console.log(JSON.stringify({ ms, mib: process.resourceUsage().maxRSS / 1024 }));
