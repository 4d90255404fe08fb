/** The vocabulary of the card (识别卡), D-003, D-004, D-009, D-173. Enumerations shared with the matcher live in its model. */
export const POVERTY_STATUSES = ['registered', 'exited', 'returned', 'monitored', 'none'] as const;
export type PovertyStatus = (typeof POVERTY_STATUSES)[number];

export const SEXES = ['male', 'female'] as const;
export type Sex = (typeof SEXES)[number];

export const EMPLOYMENT_STATES = [
  'employed',
  'self_employed',
  'flexible',
  'farming',
  'unemployed',
  'student',
  'retired',
] as const;
export type EmploymentState = (typeof EMPLOYMENT_STATES)[number];

export const HEALTH_STATES = ['healthy', 'chronic', 'serious', 'disabled'] as const;
export type HealthState = (typeof HEALTH_STATES)[number];

export const CARE_DUTIES = ['small_children', 'school_children', 'elderly', 'ill_or_disabled'] as const;
export type CareDuty = (typeof CARE_DUTIES)[number];

export const PENSION_KINDS = ['none', 'resident', 'employee', 'unknown'] as const;
export const MEDICAL_KINDS = ['none', 'resident', 'employee', 'unknown'] as const;

/** What was done for the person so far (帮扶措施). */
export const MEASURES = [
  'job_introduction',
  'public_welfare_post',
  'workshop',
  'training',
  'venture_support',
  'labour_export',
] as const;

export const LABOURER_STATES = ['active', 'closed'] as const;
export const HOUSEHOLD_STATES = ['active', 'closed'] as const;

/** How offers reach a person, best first. */
export const CHANNELS = ['in_app', 'sms', 'email', 'sheet', 'visit', 'fair', 'kiosk'] as const;
export type Channel = (typeof CHANNELS)[number];
