import { EMPLOYER_COLUMNS } from './domains/employers/core/template.ts';
import { openEmployerReader } from './domains/employers/import-reader.ts';
import type { ImportKinds } from './domains/imports/routes.ts';
import { JOB_COLUMNS } from './domains/jobs/core/template.ts';
import { openJobReader } from './domains/jobs/import-reader.ts';
import { LABOURER_COLUMNS } from './domains/people/core/template.ts';
import { openLabourerReader } from './domains/people/import-reader.ts';
import { PLACEMENT_COLUMNS } from './domains/placements/core/template.ts';
import { openPlacementReader } from './domains/placements/import-reader.ts';

/** Every kind of file that can be imported: the api and the command line read by the same list. */
export const IMPORT_KINDS: ImportKinds = {
  readers: {
    labourers: openLabourerReader,
    employers: openEmployerReader,
    jobs: openJobReader,
    placements: openPlacementReader,
  },
  templates: {
    labourers: { title: '劳动力', columns: LABOURER_COLUMNS },
    employers: { title: '用人单位', columns: EMPLOYER_COLUMNS },
    jobs: { title: '岗位', columns: JOB_COLUMNS },
    placements: { title: '上岗', columns: PLACEMENT_COLUMNS },
  },
};
