/** Papers that are about the person, the work or the firm and serve for every claim on it; all others are for one claim. */
const OF_PERSON = [
  'dibao-record',
  'difficulty-recognition-record',
  'diploma',
  'diploma-or-enrolment-proof',
  'disability-certificate',
  'disability-certificate-second-generation',
  'hardship-recognition-record',
  'household-register',
  'identity-card',
  'identity-card-for-age',
  'only-child-parents-certificate',
  'poverty-register-extract',
  'skill-certificate',
  'training-and-social-security-handbook',
  'unemployment-registration',
  'unemployment-registration-card',
];
const OF_WORK = [
  'home-based-work-agreement',
  'identity-of-able-person',
  'internship-agreement',
  'introduction-record',
  'labour-contract',
  'labour-contract-or-employment-agreement',
  'labour-contract-or-labour-service-agreement-or-employment-proof',
  'post-agreement',
  'social-insurance-registration',
  'work-agreement-of-set-term',
  'work-place-proof',
];
const OF_PAYEE = ['agency-business-licence', 'business-registration', 'workshop-recognition'];

export type EvidenceAbout = 'labourer' | 'placement' | 'employer' | 'claim';

export function paperAbout(paper: string): EvidenceAbout {
  if (OF_PERSON.includes(paper)) return 'labourer';
  if (OF_WORK.includes(paper)) return 'placement';
  return OF_PAYEE.includes(paper) ? 'employer' : 'claim';
}

/** Facts of one month or day: read for one claim, they say nothing of the next. */
const OF_PERIOD = [
  'post.hours_worked_in_month',
  'insurance.employer_part_paid_yuan',
  'insurance.base_month_yuan',
  'insurance.months_paid_in_year',
  'training.day_attended',
];

/** Whom a fact is about, by its first word. */
export function factAbout(fact: string): EvidenceAbout {
  if (OF_PERIOD.includes(fact)) return 'claim';
  const [subject = ''] = fact.split('.');
  if (['person', 'household', 'student', 'insurance'].includes(subject)) return 'labourer';
  if (['employer', 'agency', 'provider', 'base', 'township'].includes(subject)) return 'employer';
  return ['contract', 'placement', 'post'].includes(subject) ? 'placement' : 'claim';
}
