import type { JobFacts, LabourerFacts, RuleCode } from '@songgang/search/matcher/model.ts';

export type Case = [what: string, labourer: Partial<LabourerFacts>, job: Partial<JobFacts>];

const FAR = '320583000000';
const NEXT_COUNTY = '371302000000';

/** On the line and just over it, both sides of every comparison of the rule. */
export const CASES: Record<RuleCode, { met: Case[]; unmet: Case[] }> = {
  employer_state: {
    met: [['verified', {}, { employerState: 'verified' }]],
    unmet: [
      ['registered only', {}, { employerState: 'registered' }],
      ['suspended', {}, { employerState: 'suspended' }],
      ['blacklisted', {}, { employerState: 'blacklisted' }],
    ],
  },
  occupation: {
    met: [
      ['no wish means any work', { wishes: [] }, {}],
      ['the very speciality', { wishes: ['100101'] }, { occupationCode: '100101' }],
      ['its trade', { wishes: ['1001'] }, { occupationCode: '100101' }],
      ['its group', { wishes: ['10'] }, { occupationCode: '100101' }],
      ['one wish of two', { wishes: ['99', '10'] }, { occupationCode: '100101' }],
      ['the trade itself held', { wishes: ['99'], skills: [{ code: '1001', grade: 'can_do' }] }, {}],
      ['a skill of the trade, being learned', { wishes: ['99'], skills: [{ code: '100102', grade: 'learning' }] }, {}],
    ],
    unmet: [
      ['another group', { wishes: ['11'] }, { occupationCode: '100101' }],
      ['a speciality beside it', { wishes: ['100102'] }, { occupationCode: '100101' }],
      ['narrower than the job', { wishes: ['100101'] }, { occupationCode: '1001' }],
      ['a skill of the next trade', { wishes: ['99'], skills: [{ code: '100202', grade: 'certified' }] }, {}],
      ['a skill told only by its group', { wishes: ['99'], skills: [{ code: '10', grade: 'certified' }] }, {}],
    ],
  },
  skill: {
    met: [
      ['nothing asked', {}, { skillCodes: [] }],
      ['the very skill', { skills: [{ code: '100101', grade: 'can_do' }] }, { skillCodes: ['100101'] }],
      [
        'the trade held, a speciality asked',
        { skills: [{ code: '1001', grade: 'skilled' }] },
        { skillCodes: ['100101'] },
      ],
      [
        'a speciality held, the trade asked',
        { skills: [{ code: '100101', grade: 'can_do' }] },
        { skillCodes: ['1001'] },
      ],
      ['one of two asked', { skills: [{ code: '2001', grade: 'certified' }] }, { skillCodes: ['1001', '2001'] }],
    ],
    unmet: [
      ['nothing held', {}, { skillCodes: ['100101'] }],
      ['still being learned', { skills: [{ code: '100101', grade: 'learning' }] }, { skillCodes: ['100101'] }],
      ['a speciality beside it', { skills: [{ code: '100102', grade: 'certified' }] }, { skillCodes: ['100101'] }],
    ],
  },
  reach: {
    met: [
      ['the same village', { reach: 'village' }, { regionCode: '371311001201' }],
      ['the same town', { reach: 'town' }, { regionCode: '371311001202' }],
      ['a place in town known no closer', { reach: 'town' }, { regionCode: '371311001000' }],
      ['the same county', { reach: 'county' }, { regionCode: '371311002201' }],
      ['two known by county only', { reach: 'county', regionCode: '371311000000' }, { regionCode: '371311000000' }],
      [
        'two known by prefecture only',
        { reach: 'prefecture', regionCode: '371300000000' },
        { regionCode: '371300000000' },
      ],
      ['two known by province only', { reach: 'province', regionCode: '370000000000' }, { regionCode: '370000000000' }],
      ['the same prefecture', { reach: 'prefecture' }, { regionCode: NEXT_COUNTY }],
      ['the same province', { reach: 'province' }, { regionCode: '370203000000' }],
      ['anywhere', { reach: 'anywhere' }, { regionCode: FAR }],
      ['work at home in the county', { reach: 'village' }, { kind: 'home_based', regionCode: '371311002000' }],
    ],
    unmet: [
      ['the next village', { reach: 'village' }, { regionCode: '371311001202' }],
      ['the town as such', { reach: 'village' }, { regionCode: '371311001000' }],
      [
        'two that are known by town only',
        { reach: 'village', regionCode: '371311001000' },
        { regionCode: '371311001000' },
      ],
      ['the next town', { reach: 'town' }, { regionCode: '371311002201' }],
      ['the county as such', { reach: 'town' }, { regionCode: '371311000000' }],
      ['the next county', { reach: 'county' }, { regionCode: NEXT_COUNTY }],
      ['no county known', { reach: 'county', regionCode: '371300000000' }, { regionCode: '371300000000' }],
      ['no prefecture known', { reach: 'prefecture', regionCode: '370000000000' }, { regionCode: '370000000000' }],
      ['the next prefecture', { reach: 'prefecture' }, { regionCode: '370203000000' }],
      ['the next province', { reach: 'province' }, { regionCode: FAR }],
      ['work at home of another county', { reach: 'county' }, { kind: 'home_based', regionCode: NEXT_COUNTY }],
    ],
  },
  home_every_night: {
    met: [
      ['in the county', { homeEveryNight: true }, { regionCode: '371311002201' }],
      ['at home for a far firm', { homeEveryNight: true, reach: 'anywhere' }, { kind: 'home_based', regionCode: FAR }],
      ['far, and free to go', { reach: 'anywhere' }, { regionCode: FAR }],
    ],
    unmet: [['far', { homeEveryNight: true, reach: 'anywhere' }, { regionCode: NEXT_COUNTY }]],
  },
  lodging: {
    met: [
      ['near, nothing offered', { needsLodging: true, needsBoard: true }, {}],
      ['far with a bed', { reach: 'anywhere', needsLodging: true }, { regionCode: FAR, hasLodging: true }],
      ['far with meals', { reach: 'anywhere', needsBoard: true }, { regionCode: FAR, hasBoard: true }],
      ['at home for a far firm', { reach: 'anywhere', needsLodging: true }, { kind: 'home_based', regionCode: FAR }],
    ],
    unmet: [
      ['far, no bed', { reach: 'anywhere', needsLodging: true }, { regionCode: FAR, hasBoard: true }],
      ['far, no meals', { reach: 'anywhere', needsBoard: true }, { regionCode: FAR, hasLodging: true }],
      ['next county, no bed', { reach: 'anywhere', needsLodging: true }, { regionCode: NEXT_COUNTY }],
    ],
  },
  pay_floor: {
    met: [
      ['exactly the floor', { payFloorFen: 300_000 }, { payMinFen: 300_000 }],
      ['no floor', { payFloorFen: 0 }, { payMinFen: 0 }],
    ],
    unmet: [
      ['a fen below, whatever the upper end', { payFloorFen: 300_000 }, { payMinFen: 299_999, payMaxFen: 900_000 }],
    ],
  },
  age: {
    met: [
      ['the youngest', { age: 45 }, { ageMin: 45, ageMax: 55 }],
      ['the oldest', { age: 55 }, { ageMin: 45, ageMax: 55 }],
      ['no limits', { age: 70 }, {}],
    ],
    unmet: [
      ['a year too young', { age: 44 }, { ageMin: 45 }],
      ['a year too old', { age: 56 }, { ageMax: 55 }],
    ],
  },
  education: {
    met: [['just enough', { education: 'junior' }, { educationMin: 'junior' }]],
    unmet: [['one step short', { education: 'primary' }, { educationMin: 'junior' }]],
  },
  health: {
    met: [['other demands', { limits: ['climbing'] }, { demands: ['reading', 'hearing'] }]],
    unmet: [
      ['first demand', { limits: ['heavy_lifting'] }, { demands: ['heavy_lifting', 'speech'] }],
      ['last demand', { limits: ['climbing', 'reading'] }, { demands: ['reading'] }],
    ],
  },
  shift: {
    met: [['one of theirs', { shifts: ['day', 'part_time'] }, { shift: 'part_time' }]],
    unmet: [['none of theirs', { shifts: ['day', 'part_time'] }, { shift: 'night' }]],
  },
  refusal: {
    met: [
      ['another employer', { refusedEmployerIds: ['e2'] }, { employerId: 'e1' }],
      ['another speciality', { refusedOccupations: ['100102'] }, { occupationCode: '100101' }],
    ],
    unmet: [
      ['the employer', { refusedEmployerIds: ['e1', 'e2'] }, { employerId: 'e1' }],
      ['the whole group', { refusedOccupations: ['10'] }, { occupationCode: '100101' }],
      ['the speciality', { refusedOccupations: ['100101'] }, { occupationCode: '100101' }],
    ],
  },
  repeat: {
    met: [['another posting', { deliveredJobIds: ['j2'] }, { id: 'j1' }]],
    unmet: [['delivered before', { deliveredJobIds: ['j2', 'j1'] }, { id: 'j1' }]],
  },
};
