/** Changes whenever a counting rule changes, so that two reports can be told apart by how they were counted. */
export const COUNTING_RULES_VERSION = 'counting-1';

const headline = {
  episodes:
    'Times a child went missing (M) or was away from placement without authorisation (A), by the start of the episode in the period; episodes recorded in error are left out.',
  episodesMissing: 'Episodes with code M, missing: it was not known where the child was.',
  episodesAway: 'Episodes with code A, away from placement without authorisation: it was known where the child was.',
  children:
    'Different children with at least one such episode; a child counts once in a total and once in each category that holds, so that children do not add up over groups, ages or months.',
  currentlyMissing:
    'Children with an episode still open at the cut-off, whatever month it started in; for an earlier window, at the end of that window. Episodes that ended otherwise than by a return are left out.',
  previousMonth:
    'The same figures for the month before; for a longer period, for the preceding period of equal length.',
  sameMonthLastYear: 'The same figures for the same month or months one year earlier.',
  rolling6:
    'The same figures over the six months that end with the last month of the period; children are counted over the whole window, not added up from months.',
  rolling12:
    'The same figures over the twelve months that end with the last month of the period; children are counted over the whole window, not added up from months.',
  groups:
    'Where the child was living at the start of the episode; distances are straight-line estimates from the council’s set point.',
  repeat: 'Children by the number of their episodes that started in the period; two or more is repeat missing.',
  average: 'Episodes divided by children, to one decimal.',
} as const;

const funnel = {
  returned:
    'Episodes whose return, to a home or care setting, falls in the period, whenever they started: required, not yet due, another council’s duty, recorded in error and not counted by contract add up to it.',
  required: 'Returns after which this council owed an interview and whose 72 hours were over at the cut-off.',
  notYetDue:
    'Returns whose 72 hours may still have been running at the cut-off; they are outside every base and every count below, even when the interview has been held.',
  otherAuthorityDuty: 'Returns after which another council owes the interview.',
  cancelled: 'Returns of episodes that were recorded in error or twice.',
  notCounted: 'Returns after a kind of episode for which the contract asks for no interview.',
  offered:
    'Required interviews that were offered to the child, alone or with the carer, at any time; an interview held without a recorded offer counts as offered at its start.',
  offeredCarerOnly: 'Required interviews that were offered to the carer but never to the child: not an offer.',
  offeredIn72h: 'Required interviews whose first offer to the child came within 72 hours of the return, or before it.',
  offeredCannotTell:
    'Offered interviews where a time of day is missing and the answer to “within 72 hours” depends on it.',
  accepted:
    'Required interviews that the child accepted; a later acceptance outweighs an earlier refusal, and an interview held is an acceptance.',
  declined: 'Required interviews that the child, or a parent for the child, declined and that were not held after all.',
  completed:
    'Required interviews that were held, in a way that the contract counts; an interview may cover several episodes.',
  completedIn72h:
    'Completed interviews that began within 72 hours of the return, to the second; hours run through nights, weekends and bank holidays.',
  late: 'Completed interviews that began more than 72 hours after the return.',
  cannotTell:
    'Completed interviews where a time of day is missing and the answer to “within 72 hours” depends on it; they stay in the base.',
  offeredOfRequired: 'Offered, divided by required.',
  offeredIn72hOfRequired: 'Offered within 72 hours, divided by required.',
  acceptedOfOffered: 'Accepted, divided by offered.',
  completedOfRequired: 'Completed, divided by required.',
  completedOfOffered: 'Completed, divided by offered.',
  in72hOfRequired: 'Completed within 72 hours, divided by required.',
  in72hOfCompleted: 'Completed within 72 hours, divided by completed.',
  notCompleted: 'The recorded reason for each required interview that was not completed.',
  lateness:
    'Elapsed hours from the return to the first offer, the first completed interview and the form, over the required interviews whose times are known; what came before the return counts as 0 hours. Median and 90th percentile are the smallest value with at least that share at or below it.',
} as const;

const content = {
  factors:
    'Completed interviews that began in the period, each counted once; a share is of the interviews with that section filled. “None given” counts as filled; “not asked” and blank do not. Shares do not add up to 100%.',
  trend: 'The same count and base for each of the six months that end with the last month of the period.',
  harm: 'Harm while missing, as told in the interview; where none was disclosed the interview stays in the base.',
  vulnerabilities: 'Each in three states: present, asked about and absent, or not recorded.',
  pairs: 'Two vulnerabilities present in the same interview, of the interviews that recorded both.',
  patterns:
    'Episodes by their start in the period, on the clock in London; durations are elapsed hours from leaving to the return.',
  age: 'Completed years at the start of the episode; a child born on 29 February ages on 1 March.',
  demographics: 'Gender and ethnicity as recorded, and the placement at the start of the episode.',
  safetyPlans:
    'Completed interviews that began in the period and were taken into the child’s safety plan, and those after which the plan changed; median in calendar days from the interview.',
  percent: 'Whole percentages are rounded half away from zero and stand beside both counts.',
} as const;

/** What each figure of the report means, in one plain sentence each, by its key (domain brief 4.1). */
export const reportDefinitions: Readonly<Record<string, string>> = { ...headline, ...funnel, ...content };
